using Waybill.Mime;

namespace Waybill.As2;

/// <summary>One document found in an entity: a range of the quarantined bytes, or a decoded object of its own.</summary>
internal sealed record FoundPart(MimeHeaders Headers, IQuarantineObject Object, long Offset, long Length);
