using System.Text.Json.Nodes;

namespace Waybill.Gateway;

/// <summary>Collects the guesses of one sheet: the first one for a field counts, later ones that differ are named beside it.</summary>
internal sealed class SheetDraft(SheetOptions options)
{
    private const int MostFields = 64;
    private const int MostOthers = 8;
    private const int MostWarnings = 64;
    private const int MostCertificates = 16;

    /// <summary>Longest value that is taken.</summary>
    private const int MostCharacters = 1000;

    private readonly Dictionary<string, (JsonNode Value, string From, List<string> Others)> _guesses = new(StringComparer.Ordinal);
    private readonly List<string> _fields = [];
    private readonly List<SheetCertificate> _certificates = [];
    private readonly List<string> _formats = [];
    private readonly List<string> _companies = [];
    private readonly List<string> _warnings = [];

    internal SheetOptions Options => options;

    /// <summary>Whether something was found for a field.</summary>
    internal bool Has(string field) => _guesses.ContainsKey(field);

    internal void Guess(string field, JsonNode value, string from)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var said) && (said.Length is 0 or > MostCharacters || said.Any(static c => char.IsControl(c) || c is '\uFFFD')))
        {
            return;
        }

        if (!_guesses.TryGetValue(field, out var known))
        {
            if (_guesses.Count < MostFields)
            {
                _guesses[field] = (value, from, []);
                _fields.Add(field);
            }

            return;
        }

        var shown = Shown(value);
        if (!string.Equals(Shown(known.Value), shown, StringComparison.Ordinal) && known.Others.Count < MostOthers && !known.Others.Contains(shown, StringComparer.Ordinal))
        {
            known.Others.Add(shown);
        }
    }

    internal void Warn(string sentence)
    {
        var line = SheetWords.OneLine(sentence);
        if (_warnings.Count < MostWarnings && !_warnings.Contains(line, StringComparer.Ordinal))
        {
            _warnings.Add(line);
        }
    }

    internal void Format(string words)
    {
        if (!_formats.Contains(words, StringComparer.Ordinal))
        {
            _formats.Add(words);
        }
    }

    internal void Certificate(string pem, string from)
    {
        if (_certificates.Count < MostCertificates && !_certificates.Any(c => string.Equals(c.Pem, pem, StringComparison.Ordinal)))
        {
            _certificates.Add(new(pem, from));
        }
    }

    internal void Companies(IEnumerable<string> as2Ids) => _companies.AddRange(as2Ids.Take(200));

    internal SheetReading End()
    {
        if (_fields.Count is 0 && _certificates.Count is 0)
        {
            Warn("Nothing in it is known: no AS2 id, no address, no certificate. Type what it says into the form.");
        }

        return new(_formats, [.. _fields.Select(f => new SheetGuess(f, _guesses[f].Value, SheetWords.OneLine(_guesses[f].From), _guesses[f].Others))], _certificates, _companies, _warnings);
    }

    private static string Shown(JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out var said) ? said : value.ToJsonString();
}
