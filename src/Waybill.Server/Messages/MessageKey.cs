using System.Security.Cryptography;
using System.Text;
using Waybill.As2;

namespace Waybill.Server;

/// <summary>A harmless folder name for the triple that makes a message unique. Names and ids are the partner's words: never a path.</summary>
internal static class MessageKey
{
    internal static string Of(string from, string to, string messageId, string suffix = "")
    {
        // An id with and without angle brackets is one id.
        var id = MessageId.Parse(messageId).Value?.Bare ?? messageId;

        // Lengths before the parts: without them two different triples could be the same text.
        var text = FormattableString.Invariant($"{from.Length}:{from}{to.Length}:{to}{id.Length}:{id}{suffix}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
