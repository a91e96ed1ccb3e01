using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using BuildTiming.Output.Terminal;

namespace Tests.Shared.Terminals;

/// <summary>A terminal that keeps what is written, and knows what of it is the phase's.</summary>
internal sealed class FakeTerminal : ITerminalDevice
{
    private readonly List<byte> _phase = [];
    private byte[] _expected = [];

    public bool IsTerminal { get; set; } = true;

    public TerminalSize Size { get; set; } = new(24, 80);

    public bool IsOthers { get; set; }

    public bool GivesSingleKeys { get; set; }

    public bool IsReady { get; set; } = true;

    /// <summary>What a write of the phase waits for.</summary>
    public ManualResetEventSlim Goes { get; } = new(initialState: true);

    /// <summary>What others wrote, and how many bytes of the phase had been written before.</summary>
    public List<(int At, string Text)> Others { get; } = [];

    /// <summary>The bytes of the phase, in the order in which they came.</summary>
    public byte[] Phase => [.. _phase];

    /// <summary>What others wrote last; empty where they wrote nothing.</summary>
    public string Last => Others.Count == 0 ? string.Empty : Others[^1].Text;

    /// <summary>Writes as a phase does.</summary>
    public void Write(TerminalOutput output, byte[] bytes)
    {
        _expected = bytes;
        output.Write(bytes);
    }

    public void Write(TerminalOutput output, string text) => Write(output, Encoding.UTF8.GetBytes(text));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bool isPhase = Unsafe.AreSame(ref MemoryMarshal.GetReference(bytes), ref MemoryMarshal.GetArrayDataReference(_expected));
        if (isPhase)
        {
            Goes.Wait();
            _phase.AddRange(bytes);
        }
        else
        {
            Others.Add((_phase.Count, Encoding.UTF8.GetString(bytes)));
        }
    }
}
