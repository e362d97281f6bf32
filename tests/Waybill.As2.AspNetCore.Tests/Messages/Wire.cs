using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Waybill.Mime;
using Waybill.Testing;

namespace Waybill.As2.AspNetCore.Tests;

/// <summary>Speaks HTTP/1.1 by bytes, so that nothing is added, checked or tidied on the way.</summary>
internal static class Wire
{
    internal static async Task<Reply> PostAsync(int port, TestMessage message, string path = "/as2")
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        var wire = client.GetStream();
        await wire.WriteAsync(message.ToBytes(path), ct);
        using var whole = new MemoryStream();
        await wire.CopyToAsync(whole, ct);
        return Reply.Parse(whole.ToArray());
    }

    /// <summary>Reads one answer of known length from a connection that stays open.</summary>
    internal static async Task<Reply> ReadAsync(Stream wire)
    {
        var ct = TestContext.Current.CancellationToken;
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!CollectionsEnd(bytes))
        {
            await wire.ReadExactlyAsync(one, ct);
            bytes.Add(one[0]);
        }

        var length = int.Parse(Reply.Parse([.. bytes]).Headers["Content-Length"] ?? "0", CultureInfo.InvariantCulture);
        var body = new byte[length];
        await wire.ReadExactlyAsync(body, ct);
        return Reply.Parse([.. bytes, .. body]);
    }

    private static bool CollectionsEnd(List<byte> bytes) => bytes is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
}

/// <summary>One HTTP answer.</summary>
internal sealed record Reply(int Status, string Head, MimeHeaders Headers, byte[] Body)
{
    internal string Text => Encoding.Latin1.GetString(Body);

    internal static Reply Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.True(end > 0, "no answer came");
        var head = Encoding.Latin1.GetString(bytes, 0, end + 2);
        var line = head.IndexOf('\n', StringComparison.Ordinal) + 1;
        return new(int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head, MimeHeaders.Parse(Encoding.Latin1.GetBytes(head[line..])), bytes[(end + 4)..]);
    }

    /// <summary>Reads the receipt in it, checked against GLOBEX's certificate.</summary>
    internal async Task<ReadReceipt> ReceiptAsync()
    {
        using var body = new MemoryStream(Body, writable: false);
        return await ReceiptReader.ReadAsync(Headers, body, Reading, TestContext.Current.CancellationToken);
    }

    internal static ReceiptReadOptions Reading { get; } = new() { VerificationTime = new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero), SignerCertificates = [Identities.Globex.Certificate] };
}
