using System.Buffers.Binary;
using System.Text;

namespace Build.Tests.Telemetry;

/// <summary>A message of protocol buffers, read without its schema: https://protobuf.dev/programming-guides/encoding/.</summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly List<(int Field, ulong Number, byte[] Content)> _fields = [];

    public ProtoMessage(ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            ulong key = ReadVarint(ref message);
            int field = (int)(key >> 3);
            switch ((int)(key & 7))
            {
                case Varint:
                    _fields.Add((field, ReadVarint(ref message), []));
                    break;
                case Fixed64:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message), []));
                    message = message[8..];
                    break;
                case Bytes:
                    int length = (int)ReadVarint(ref message);
                    _fields.Add((field, 0, message[..length].ToArray()));
                    message = message[length..];
                    break;
                case Fixed32:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message), []));
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"field {field} has a type that is none");
            }
        }
    }

    public bool Has(int field) => _fields.Any(found => found.Field == field);

    public ulong Number(int field) => _fields.LastOrDefault(found => found.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    public byte[] Content(int field) => _fields.LastOrDefault(found => found.Field == field).Content ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Content(field));

    public string Hex(int field) => Convert.ToHexStringLower(Content(field));

    public ProtoMessage Message(int field) => new(Content(field));

    public IEnumerable<ProtoMessage> Messages(int field) =>
        _fields.Where(found => found.Field == field).Select(found => new ProtoMessage(found.Content));

    /// <summary>Numbers of 8 bytes each, packed into one field.</summary>
    public ulong[] Packed(int field) =>
        [.. Content(field).Chunk(sizeof(ulong)).Select(chunk => BinaryPrimitives.ReadUInt64LittleEndian(chunk))];

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
