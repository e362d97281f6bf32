using System.Text.Json;
using System.Text.Json.Serialization;
using Waybill.As2;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Writes the members of an enum as the words of the documentation: <c>awaiting_receipt</c>.</summary>
internal class Words<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>All words, for a sentence.</summary>
    internal static string All { get; } = string.Join(", ", Enum.GetValues<T>().Select(Of));

    internal static string Of(T value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    internal static T? Parse(string word) => ByWord.TryGetValue(word, out var value) ? value : null;
}

internal sealed class DirectionWords : Words<Direction>;

internal sealed class StateWords : Words<ExchangeState>;

internal sealed class ReceiptStateWords : Words<ReceiptState>;

internal sealed class SeverityWords : Words<AlertSeverity>;

internal sealed class ReceiptOutcomeWords : Words<ReceiptOutcome>;

internal sealed class CertificateUseWords : Words<CertificateUse>;

internal sealed class ConditionWords : Words<ConnectionCondition>;

internal sealed class AckResultWords : Words<AckResult>;

internal sealed class RoleWords : Words<Role>;

internal sealed class ProbeKindWords : Words<ProbeKind>;

internal sealed class ProbeResultWords : Words<ProbeResult>;

internal sealed class DebugKindWords : Words<DebugKind>;

internal sealed class BlameWords : Words<Blame>;
