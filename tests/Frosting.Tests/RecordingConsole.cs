using System.Globalization;
using System.Text;
using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>Keeps what Cake writes, output and errors apart.</summary>
public sealed class RecordingConsole : IConsole
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => _output.AppendFormat(CultureInfo.InvariantCulture, format, arg);

    public void WriteLine(string format, params object[] arg) =>
        _output.AppendFormat(CultureInfo.InvariantCulture, format, arg).Append('\n');

    public void WriteError(string format, params object[] arg) => _errors.AppendFormat(CultureInfo.InvariantCulture, format, arg);

    public void WriteErrorLine(string format, params object[] arg) =>
        _errors.AppendFormat(CultureInfo.InvariantCulture, format, arg).Append('\n');

    public void ResetColor()
    {
    }
}
