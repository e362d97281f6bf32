using Waybill.As2;

namespace Waybill.Cli.Output;

/// <summary>Short names of what partners hash instead, for people and for scripts.</summary>
internal static class MicVariantName
{
    /// <summary>For example <c>without headers</c> or <c>before compression, without headers</c>.</summary>
    public static string Of(MicVariant variant) => (variant.Source, variant.Form) switch
    {
        (MicSource.Entity, MicForm.AsIs) => $"by {variant.Mic.Algorithm.Digest}",
        (MicSource.Entity, var form) => Form(form),
        (var source, MicForm.AsIs) => Source(source),
        var (source, form) => $"{Source(source)}, {Form(form)}",
    };

    private static string Source(MicSource source) => source switch
    {
        MicSource.BeforeCompression => "before compression",
        MicSource.AfterCompression => "after compression",
        _ => "of the HTTP body",
    };

    private static string Form(MicForm form) => form switch
    {
        MicForm.WithoutHeaders => "without headers",
        MicForm.WithHeaders => "with headers",
        MicForm.CrlfLines => "with CRLF line ends",
        MicForm.CrlfLinesWithoutHeaders => "without headers, with CRLF line ends",
        _ => "decoded",
    };
}
