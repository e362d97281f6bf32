using Waybill.As2;

namespace Waybill.Testing;

/// <summary>What a partner says in its receipt and how it delivers it. As it is made it is honest: it says what the partner found, as the message asked for it.</summary>
/// <remarks>Every property bends one thing; several combine.</remarks>
/// <threadsafety>Immutable.</threadsafety>
/// <example><code>
/// new ReceiptScript { Mic = ReceiptMic.Wrong }
/// new ReceiptScript { Disposition = Disposition.Error("decryption-failed"), Signing = ReceiptSigning.Unsigned }
/// new ReceiptScript { Delivery = ReceiptDelivery.BeforeAnswer, Times = 2 }
/// </code></example>
public sealed record ReceiptScript
{
    /// <summary>Says what the partner found, as it was asked for.</summary>
    public static ReceiptScript Honest { get; } = new();

    /// <summary>What it says was done with the message; null says the truth. Default null.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>The disposition's whole field value as it stands in the receipt, legal or not; null writes <see cref="Disposition"/>. Default null.</summary>
    public string? DispositionText { get; init; }

    /// <summary>Who signs, and how well. Default as asked.</summary>
    public ReceiptSigning Signing { get; init; }

    /// <summary>Which MIC it holds. Default the right one.</summary>
    public ReceiptMic Mic { get; init; }

    /// <summary>The MIC's whole field value as it stands in the receipt, legal or not; null writes <see cref="Mic"/>. Default null.</summary>
    public string? MicText { get; init; }

    /// <summary><c>Original-Message-ID</c>; null is the message's as received, empty leaves the field out. Default null.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>Writes the names as they stand in the message, where a receipt has them the other way round. Default false.</summary>
    public bool SwapNames { get; init; }

    /// <summary>Leaves out the receipt's own Message-ID. Default false.</summary>
    public bool WithoutMessageId { get; init; }

    /// <summary>Spells as old products do: <c>sha256</c>, no blank after the comma of the MIC nor after the colon of the disposition, <c>decompresion-failed</c>. Default false.</summary>
    public bool OldSpellings { get; init; }

    /// <summary>Whose handwriting. Default Waybill's.</summary>
    public ReceiptShape Shape { get; init; }

    /// <summary>Which way it goes. Default as asked.</summary>
    public ReceiptDelivery Delivery { get; init; }

    /// <summary>Wait before each post of an asynchronous receipt. Default none.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often an asynchronous receipt is posted, the same bytes each time. Default once.</summary>
    public int Times { get; init; } = 1;
}
