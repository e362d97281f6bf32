namespace Waybill.As2;

/// <summary>What is worth a log line about headers that were taken all the same.</summary>
internal static class HeaderOddities
{
    internal static IEnumerable<string> Of(As2MessageHeaders headers)
    {
        if (!headers.Version.IsKnown)
        {
            yield return "AS2-Version is none of 1.0 to 1.9; the message is processed like them.";
        }

        foreach (var name in new[] { "AS2-From", "AS2-To" })
        {
            if (headers.Content[name] is { } value && value[0] is not '"' && value.Contains(' ', StringComparison.Ordinal))
            {
                yield return $"{name} has a blank and no quotes; it is taken whole.";
            }
        }

        foreach (var oddity in OfMessageId(headers).Concat(OfReceipt(headers)))
        {
            yield return oddity;
        }
    }

    private static IEnumerable<string> OfMessageId(As2MessageHeaders headers)
    {
        if (headers.RawMessageId is null)
        {
            yield return headers.ReceiptRequest is null ? "The message has no Message-ID." : "The message asks for a receipt and has no Message-ID.";
        }
        else if (headers.MessageId is null)
        {
            yield return "The Message-ID cannot be used.";
        }
        else if (headers.MessageId.Value.AsSpan().ContainsAny(' ', '\t'))
        {
            yield return "The Message-ID has blanks.";
        }
        else if (!headers.MessageId.IsWellFormed)
        {
            yield return "The Message-ID has not the form <left@right>.";
        }

        if (headers.HasConflictingIds)
        {
            yield return "There are different Message-IDs; the first one counts.";
        }
    }

    private static IEnumerable<string> OfReceipt(As2MessageHeaders headers)
    {
        var urls = headers.Content.All("Receipt-Delivery-Option").Distinct(StringComparer.Ordinal).ToArray();
        if (urls.Length > 0 && headers.ReceiptRequest is null)
        {
            yield return "Receipt-Delivery-Option stands without Disposition-Notification-To; no receipt is asked for.";
        }

        if (urls is ["", ..])
        {
            yield return "Receipt-Delivery-Option is empty; the receipt goes into the response.";
        }
        else if (headers.ReceiptRequest is { DeliveryUrl: not null, IsAsynchronous: false })
        {
            yield return "Receipt-Delivery-Option is no http or https URL.";
        }

        if (urls.Length > 1)
        {
            yield return "There are different delivery options; the first one counts.";
        }
    }
}
