namespace Waybill.Fuzz;

/// <summary>The targets by name. Each call makes a fresh one.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<string> Names { get; } = ["mime", "cms", "ber", "mdn", "headers", "message", "edi"];

    /// <summary>Null for a name that is none.</summary>
    public static FuzzTarget? Create(string name) => name switch
    {
        "mime" => new MimeTarget(),
        "cms" => new CmsTarget(),
        "ber" => new BerTarget(),
        "mdn" => new MdnTarget(),
        "headers" => new HeadersTarget(),
        "message" => new MessageTarget(),
        "edi" => new EdiTarget(),
        _ => null,
    };
}
