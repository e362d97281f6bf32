using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Waybill.Cms;
using Waybill.Mime;

namespace Waybill.As2.Tests;

/// <summary>What a partner gets back when a content key does not unwrap and when a padding is bad: the same bytes, after the same bytes were read.</summary>
public sealed class OneAnswerTests
{
    private static readonly As2ReadOptions Strict = Reading.Open with { Signature = Requirement.Required, Encryption = Requirement.Required, AllowUnsignedCbc = false };

    [Theory]
    [InlineData("SP")]
    [InlineData("ZSP")]
    [InlineData("SZP")]
    [InlineData("OP")]
    [InlineData("P")]
    [Requirement("AS2-CRYPTO-005", "AS2-SEC-003", "AS2-DISP-005")]
    public async Task A_key_that_does_not_unwrap_and_a_bad_padding_are_answered_byte_for_byte_alike(string inner)
    {
        var layer = TestMessage.Build(inner);
        var entity = TestMessage.Entity(string.Join("\r\n", layer.Headers.Select(f => $"{f.Name}: {f.Value}")), layer.Body);
        var good = TestMessage.Http(TestMessage.Encrypted(entity));
        var cms = new EnvelopedCms();
        cms.Decode(good.Body);
        var (key, content) = (good.Body.AsSpan().IndexOf(cms.RecipientInfos[0].EncryptedKey), good.Body.AsSpan().IndexOf(cms.ContentInfo.Content));

        // Of the padding, the block before the last decides; of the key, anything.
        (string What, TestMessage Message)[] changed =
        [
            ("no unwrap", Change(good, b => b[key + 5] ^= 1)),
            ("a key of another length", Change(good, b => Wrap(new byte[5]).CopyTo(b.AsSpan(key)))),
            ("a key of no bytes", Change(good, b => Wrap([]).CopyTo(b.AsSpan(key)))),
            ("another key of the right length", Change(good, b => Wrap(TestBytes.Random(9, 32)).CopyTo(b.AsSpan(key)))),
            ("bad padding", Change(good, b => b[^17] ^= 0xFF)),
            ("bad padding and content", Change(good, b => b[^1] ^= 1)),
            ("content", Change(good, b => b[content + 40] ^= 1)),
        ];

        var failures = new HashSet<string>(StringComparer.Ordinal);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (what, message) in changed)
        {
            // ReadAsync sees to it that the body was read to its end.
            var body = new ReadsStream(message.Body);
            await using var verdict = await As2MessageReader.ReadAsync(message.Headers, null, body, Strict, new SpoolQuarantine(), TestContext.Current.CancellationToken);
            Assert.False(verdict.IsAccepted, what);
            Assert.Equal(message.Body.Length, body.Position);
            failures.Add(verdict.Detail ?? "");
            foreach (var signer in new[] { null, ReceiptSamples.Signer })
            {
                answers[Answer(verdict, signer) + body.Asked] = what;
            }
        }

        // One unsigned and one signed, whatever was wrong; the operator was told several things.
        Assert.Equal(2, answers.Count);
        Assert.True(failures.Count > 1, string.Join("; ", failures));
        Assert.All(answers.Keys, a => Assert.Contains("processed/error: integrity-check-failed", a, StringComparison.Ordinal));
        Assert.DoesNotContain(answers.Keys, a => a.Contains("Received-content-MIC", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The receipt with fixed ids and dates. Its boundaries are drawn, and with them what signs them: those alone are put out of the comparison.</summary>
    private static string Answer(As2Verdict verdict, CmsSignerOptions? signer)
    {
        var written = ReceiptWriter.Write(
            ReceiptSamples.Content with { Disposition = verdict.DispositionFor(As2Profile.Rfc4130), Failure = verdict.OutwardFailure, Mic = verdict.OutwardMic }, signer);
        var text = string.Join("\r\n", written.Headers.Select(h => $"{h.Key}: {h.Value}")) + "\r\n\r\n" + Encoding.Latin1.GetString(written.Body.Span);
        foreach (var boundary in System.Text.RegularExpressions.Regex.Matches(text, "boundary=\"?(?<b>[A-Za-z0-9-]+)").Select(m => m.Groups["b"].Value).ToList())
        {
            text = text.Replace(boundary, new string('B', boundary.Length), StringComparison.Ordinal);
        }

        var signature = text.IndexOf("filename=smime.p7s", StringComparison.Ordinal);
        return signature < 0 ? text : text[..signature] + new string([.. text[signature..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' ? 'x' : c)]);
    }

    private static TestMessage Change(TestMessage message, Action<byte[]> change)
    {
        var body = message.Body.ToArray();
        change(body);
        return message with { Body = body };
    }

    private static byte[] Wrap(byte[] key)
    {
        using var rsa = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPublicKey(TestMessage.Bob)!;
        return rsa.Encrypt(key, RSAEncryptionPadding.Pkcs1);
    }

    /// <summary>Writes down how much was asked for, read by read.</summary>
    private sealed class ReadsStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private readonly StringBuilder _asked = new();

        public string Asked => _asked.ToString();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.Append(System.Globalization.CultureInfo.InvariantCulture, $" {buffer.Length}");
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
