namespace Waybill.Gateway;

/// <summary>What our messages say of themselves. Templates are in the language of Handlebars: see <see cref="MessageValues"/> for the names.</summary>
public abstract partial class ConnectionPolicySettings
{
    /// <summary>Media type of our documents, as <c>application/EDI-X12</c>, where a submission names none. Empty: found by what the document begins with, then by the extension of its file name.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>File name our documents are sent under, as a template: <c>{{fileStem}}-{{date}}.edi</c>. Empty: the name they were submitted with.</summary>
    public string SendFileName { get; set; } = "";

    /// <summary>Message-ID of our messages without its brackets, as a template with <c>{{id}}</c>, which makes it unique: <c>{{id}}@as2.example</c>. Empty: <c>{{id}}@{{from}}</c>.</summary>
    public string MessageIdTemplate { get; set; } = "";
}
