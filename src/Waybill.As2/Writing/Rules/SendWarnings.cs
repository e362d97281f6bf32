using Waybill.Cms;

namespace Waybill.As2;

/// <summary>What is sent as asked for, but may bring trouble.</summary>
internal static class SendWarnings
{
    internal static IEnumerable<string> Of(As2SendOptions options)
    {
        var digest = options.EffectiveMic.Digest;
        if (options.Signer is not null && options.Receipt is { MicAlgorithms: [var asked, ..] } && asked.Digest != digest)
        {
            yield return $"The receipt is asked for with {asked.Digest}, the message is signed with {digest}: partners disagree which of the two their MIC uses.";
        }

        if (digest.IsWeak)
        {
            yield return $"The digest {digest} is broken for signatures.";
        }

        if (options.Signer is not null && options.OpaqueSignature)
        {
            yield return "The signature carries its content inside: AS2 asks for multipart/signed, and not every partner reads another form.";
        }

        if (options.Recipients.Count is 0)
        {
            yield break;
        }

        if (options.EffectiveCipher.IsWeak)
        {
            yield return $"The cipher {options.EffectiveCipher} is out of date.";
        }

        if (options.Signer is null && !options.EffectiveCipher.IsAuthenticated)
        {
            yield return "Nothing shows the partner whether the message was changed: it is neither signed nor under a GCM cipher.";
        }
    }
}
