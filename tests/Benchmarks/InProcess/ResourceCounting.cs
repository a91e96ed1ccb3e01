using System.Text;
using BenchmarkDotNet.Attributes;
using BuildTiming.Output;

namespace Benchmarks.InProcess;

/// <summary>The counter alone, on a megabyte that mixes what Terraform and scripts print.</summary>
[MemoryDiagnoser]
public class ResourceCounting
{
    private byte[] _output = [];

    [GlobalSetup]
    public void Create()
    {
        var text = new StringBuilder();
        for (int line = 0; text.Length < 1 << 20; line++)
        {
            text.Append(line % 10 == 0
                ? $"\u001b[1mmodule.cluster.aws_instance.node[{line}]: Creation complete after 1m2s [id=i-{line}]\u001b[0m\n"
                : $"      + cidr_block = \"10.0.{line % 255}.0/24\" # of subnet {line}\n");
        }

        _output = Encoding.UTF8.GetBytes(text.ToString())[..(1 << 20)];
    }

    [Benchmark]
    public int Count()
    {
        var counter = new OutputReader();
        for (int start = 0; start < _output.Length; start += 1 << 16) counter.Write(_output.AsSpan(start, 1 << 16));
        return counter.Resources.Added;
    }
}
