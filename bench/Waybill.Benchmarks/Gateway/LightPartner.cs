using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Waybill.As2;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.Benchmarks;

/// <summary>A partner that takes messages on kept-alive connections and answers each with a true signed receipt; it opens only the first two, whose documents and so whose MICs are the same.</summary>
internal sealed class LightPartner : IDisposable
{
    private const int OpenedMessages = 2;
    private const int LargestHead = 64 * 1024;
    private const int LargestHeld = 1 << 20;

    private readonly Parties _parties;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrived = new(StringComparer.Ordinal);
    private readonly CmsSignerOptions _signer;
    private Mic? _mic;
    private int _opened;

    public LightPartner(Parties parties)
    {
        (_parties, _signer) = (parties, new() { Key = parties.Partner.Key });
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/as2";

    /// <summary>Says what the receipt of a message too large to be held names as its MIC.</summary>
    public Func<string, Task<Mic>>? MicOf { get; set; }

    /// <summary>Ends when the message of this id has come whole and its receipt is out. It may come before anybody asks.</summary>
    public Task ArrivalAsync(string messageId) => Arrival(messageId).Task;

    public void Dispose() => _listener.Dispose();

    private TaskCompletionSource Arrival(string messageId) => _arrived.GetOrAdd(messageId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        var buffer = new byte[256 * 1024];
        try
        {
            while (await MessageAsync(socket, buffer))
            {
            }
        }
        catch (SocketException)
        {
            // The server went away.
        }
        catch (Exception fault)
        {
            // It is the benchmark that is wrong: the message will not be delivered, and the run says so.
            await Console.Error.WriteLineAsync(fault.ToString());
        }
    }

    /// <summary>One message and its answer; false when the connection ended.</summary>
    private async Task<bool> MessageAsync(Socket socket, byte[] buffer)
    {
        var (filled, head) = (0, -1);
        while (head < 0)
        {
            var read = filled < LargestHead ? await socket.ReceiveAsync(buffer.AsMemory(filled, buffer.Length - filled)) : 0;
            if (read is 0)
            {
                return false;
            }

            filled += read;
            head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : -1;
        }

        var length = WireClient.Length(buffer.AsSpan(0, head));
        var lines = Lines(buffer.AsSpan(0, head));
        var id = lines.First(l => l.Key.Equals("Message-ID", StringComparison.OrdinalIgnoreCase)).Value;
        var mic = await MicAsync(socket, buffer, head, filled, length, lines, id);
        var receipt = ReceiptWriter.Write(
            new()
            {
                From = As2Name.Create(Parties.PartnerName).Value!,
                To = As2Name.Create(Parties.StationName).Value!,
                ReceiptId = MessageId.Create(Guid.NewGuid().ToString("N"), "bench.example"),
                Date = DateTimeOffset.UtcNow,
                OriginalMessageId = id,
                Disposition = Disposition.Processed,
                Mic = mic,
            },
            _signer, MicAlgorithm.Of(DigestAlgorithm.Sha256));
        var answer = new StringBuilder("HTTP/1.1 200 OK\r\n");
        foreach (var (name, value) in receipt.Headers)
        {
            answer.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        byte[] bytes = [.. Encoding.Latin1.GetBytes(answer.Append(CultureInfo.InvariantCulture, $"Content-Length: {receipt.Body.Length}\r\n\r\n").ToString()), .. receipt.Body.Span];
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent));
        }

        Arrival(id).TrySetResult();
        return true;
    }

    private async Task<Mic> MicAsync(Socket socket, byte[] buffer, int head, int filled, long length, List<KeyValuePair<string, string>> lines, string id)
    {
        var rest = length - (filled - head);
        var isHeld = _opened < OpenedMessages && length <= LargestHeld;
        using var body = isHeld ? new MemoryStream() : null;
        body?.Write(buffer, head, filled - head);
        while (rest > 0)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(rest, buffer.Length)));
            if (read is 0)
            {
                throw new EndOfStreamException("A message ended early.");
            }

            body?.Write(buffer, 0, read);
            rest -= read;
        }

        if (length > LargestHeld)
        {
            return await (MicOf ?? throw new InvalidOperationException("Nobody can say the MIC of a large message."))(id);
        }

        if (body is not null)
        {
            body.Position = 0;
            await using var verdict = await As2MessageReader.ReadAsync(
                MimeHeaders.FromPairs(lines), null, body,
                new() { VerificationTime = DateTimeOffset.UtcNow, DecryptionKeys = _parties.Partner.Keys, SignerCertificates = [_parties.Station.Key.Certificate] }, NullQuarantine.Instance);
            if (!verdict.IsAccepted || (_mic is not null && !verdict.Mic!.Equals(_mic)))
            {
                throw new InvalidOperationException($"The messages are not what they should be: {verdict.Failure}, {verdict.Detail}");
            }

            _mic = verdict.Mic;
            Interlocked.Increment(ref _opened);
        }

        return _mic!;
    }

    private static List<KeyValuePair<string, string>> Lines(ReadOnlySpan<byte> head)
        => [.. Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(':', 2)).Select(p => KeyValuePair.Create(p[0], p[1].Trim()))];
}
