using System.Globalization;

namespace Waybill.Edi;

/// <summary>Keeps track of the levels that are open, makes documents as they close, and says what does not fit.</summary>
internal sealed class EnvelopeCollector(EdiLimits limits, DocumentNumbers numbers)
{
    private readonly List<EdiDocument> _documents = [];
    private readonly List<EdiInterchange> _interchanges = [];
    private EnvelopeTags _tags = EnvelopeTags.X12;
    private EdiInterchange? _interchange;
    private EdiGroup? _group;
    private EdiDocument? _document;
    private DocumentNumbers.Place? _place;
    private string? _number;
    private long _documentSegments;
    private long _groupDocuments;
    private long _interchangeDocuments;
    private long _interchangeGroups;
    private long _documentCount;
    private long _interchangeCount;
    private long _segmentCount;
    private EdiStandard _first;

    public OddityList Oddities { get; } = new(limits);

    public bool FoundNothing => _first is EdiStandard.Unknown;

    private int? Ordinal => _document is null ? null : (int)Math.Min(int.MaxValue, _documentCount);

    /// <summary>Takes note of every segment, before it is looked at otherwise.</summary>
    public void Segment(in EdiSegment segment)
    {
        _segmentCount++;
        if (_document is null)
        {
            return;
        }

        _documentSegments++;
        if (_place is { } place && _number is null && segment.Is(place.Tag))
        {
            _number = EdiText.Keep(segment[place.Element][place.Component], limits.MaxTextLength);
        }

        if (_documentSegments >= DocumentNumbers.HeadSegments)
        {
            _place = null;
        }
    }

    public void OpenInterchange(EdiInterchange interchange, EnvelopeTags tags)
    {
        CloseWithoutTrailer(interchange.Offset);
        (_interchange, _tags, _interchangeDocuments, _interchangeGroups, _groupDocuments) = (interchange, tags, 0, 0, 0);
        _interchangeCount++;
        if (_first is EdiStandard.Unknown)
        {
            _first = interchange.Standard;
        }

        if (_interchanges.Count < limits.MaxDocuments)
        {
            _interchanges.Add(interchange);
        }
    }

    public void CloseInterchange(in Trailer trailer)
    {
        CloseDocumentWithoutTrailer(trailer.Offset);
        CloseGroupWithoutTrailer(trailer.Offset);
        if (_interchange is null)
        {
            Stray(_tags.InterchangeEnd, _tags.Interchange, trailer.Offset);
            return;
        }

        // Where groups are used, they are what is counted (ISO 9735-1, 0036); X12 knows nothing else.
        var (counted, what) = _interchangeGroups > 0 || _interchange.Standard is EdiStandard.X12 ? (_interchangeGroups, "groups") : (_interchangeDocuments, "documents");
        Compare(trailer, _tags.InterchangeEnd, counted, what);
        if (_interchange.Standard is not EdiStandard.Tradacoms)
        {
            CompareControl(trailer, _tags.InterchangeEnd, _tags.Interchange, _interchange.Control, isNumber: _interchange.Standard is EdiStandard.X12);
        }

        _interchange = null;
    }

    public void OpenGroup(EdiGroup group, EdiStandard standard, EnvelopeTags tags, long offset)
    {
        Enter(standard, tags);
        CloseDocumentWithoutTrailer(offset);
        CloseGroupWithoutTrailer(offset);
        (_group, _groupDocuments) = (group, 0);
        _interchangeGroups++;
    }

    public void CloseGroup(in Trailer trailer)
    {
        CloseDocumentWithoutTrailer(trailer.Offset);
        if (_group is null)
        {
            Stray(_tags.GroupEnd, _tags.Group, trailer.Offset);
            return;
        }

        Compare(trailer, _tags.GroupEnd, _groupDocuments, "documents");
        CompareControl(trailer, _tags.GroupEnd, _tags.Group, _group.Control, isNumber: _interchange?.Standard is EdiStandard.X12);
        _group = null;
    }

    /// <summary>Begins a document; what follows from its envelopes is filled in here.</summary>
    public void OpenDocument(EdiDocument document, EnvelopeTags tags)
    {
        Enter(document.Standard, tags);
        CloseDocumentWithoutTrailer(document.Offset);
        _document = document with
        {
            Ordinal = (int)Math.Min(int.MaxValue, _documentCount),
            Group = _group,
            Interchange = _interchange,
            Sender = _interchange?.Sender,
            Receiver = _interchange?.Receiver,
            Version = document.Version ?? _group?.Version ?? (document.Standard is EdiStandard.X12 ? _interchange?.Version : null),
            Agency = document.Agency ?? _group?.Agency,
        };
        (_documentSegments, _number, _place) = (1, null, numbers.Find(document.Standard, document.Type));
        if (_interchange is null)
        {
            Oddities.Add(document.Offset, $"{Named(_tags.Document, document.Control)} stands outside an interchange.", Ordinal);
        }
        else if (_group is null && document.Standard is EdiStandard.X12)
        {
            Oddities.Add(document.Offset, $"{Named(_tags.Document, document.Control)} stands outside a group.", Ordinal);
        }

        if (document.Type.Length is 0)
        {
            Oddities.Add(document.Offset, $"{Named(_tags.Document, document.Control)} does not say what type of document it begins.", Ordinal);
        }
    }

    public void CloseDocument(in Trailer trailer)
    {
        if (_document is null)
        {
            Stray(_tags.DocumentEnd, _tags.Document, trailer.Offset);
            return;
        }

        Compare(trailer, _tags.DocumentEnd, _documentSegments, "segments");
        if (_document.Standard is not EdiStandard.Tradacoms)
        {
            CompareControl(trailer, _tags.DocumentEnd, _tags.Document, _document.Control, isNumber: false);
        }

        Add(trailer.EndOffset);
    }

    /// <summary>Adds a document that has no envelope (XML).</summary>
    public void AddBare(EdiDocument document)
    {
        _first = document.Standard;
        _documentCount++;
        if (limits.MaxDocuments > 0)
        {
            _documents.Add(document);
        }
    }

    public void CloseWithoutTrailer(long offset)
    {
        CloseDocumentWithoutTrailer(offset);
        CloseGroupWithoutTrailer(offset);
        if (_interchange is not null)
        {
            Oddities.Add(offset, $"{Named(_tags.Interchange, _interchange.Control)} has no {_tags.InterchangeEnd}.");
            _interchange = null;
        }
    }

    public EnvelopeReport Report() => new()
    {
        Standard = _first,
        Documents = _documents,
        Interchanges = _interchanges,
        Oddities = Oddities.Items,
        DocumentCount = _documentCount,
        InterchangeCount = _interchangeCount,
        SegmentCount = _segmentCount,
        OddityCount = Oddities.Count,
    };

    private static string Named(string tag, string? control) => control is null ? tag : $"{tag} {control}";

    // Inside an interchange the tags are known; a message without one brings its own.
    private void Enter(EdiStandard standard, EnvelopeTags tags)
    {
        _tags = tags;
        if (_first is EdiStandard.Unknown)
        {
            _first = standard;
        }
    }

    private void CloseDocumentWithoutTrailer(long offset)
    {
        if (_document is not null)
        {
            Oddities.Add(offset, $"{Named(_tags.Document, _document.Control)} has no {_tags.DocumentEnd}.", Ordinal);
            Add(offset);
        }
    }

    private void CloseGroupWithoutTrailer(long offset)
    {
        if (_group is not null)
        {
            Oddities.Add(offset, $"{Named(_tags.Group, _group.Control)} has no {_tags.GroupEnd}.");
            _group = null;
        }
    }

    private void Add(long endOffset)
    {
        if (_documents.Count < limits.MaxDocuments)
        {
            _documents.Add(_document! with { Number = _number, Segments = _documentSegments, Length = endOffset - _document!.Offset });
        }

        _document = null;
        _documentCount++;
        _groupDocuments++;
        _interchangeDocuments++;
    }

    private void Stray(string tag, string opener, long offset)
        => Oddities.Add(offset, Oddities.IsFull ? "" : $"{tag} closes nothing: no {opener} is open.");

    private void Compare(in Trailer trailer, string tag, long counted, string what)
    {
        if (!trailer.Count.TryGetCount(out var claimed))
        {
            Oddities.Add(trailer.Offset, Oddities.IsFull ? "" : $"{tag} does not say how many {what} there are.", Ordinal);
        }
        else if (claimed != counted)
        {
            Oddities.Add(trailer.Offset, Oddities.IsFull ? "" : string.Create(CultureInfo.InvariantCulture, $"{tag} says {claimed} {what}, counted {counted}."), Ordinal);
        }
    }

    private void CompareControl(in Trailer trailer, string tag, string opener, string? expected, bool isNumber)
    {
        if (!string.Equals(trailer.Control, expected, StringComparison.Ordinal)
            && !(isNumber && trailer.Control is { } control && expected is not null && control.AsSpan().TrimStart('0').SequenceEqual(expected.AsSpan().TrimStart('0'))))
        {
            Oddities.Add(trailer.Offset, Oddities.IsFull ? "" : $"{tag} names {trailer.Control ?? "no control number"}, {opener} {expected ?? "none"}.", Ordinal);
        }
    }
}
