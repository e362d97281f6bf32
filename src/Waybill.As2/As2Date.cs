using System.Globalization;

namespace Waybill.As2;

/// <summary>Dates as RFC 5322 §3.3 writes them, in English whatever the host's culture.</summary>
public static class As2Date
{
    /// <summary>Gives the moment in GMT, whole seconds: <c>Tue, 29 Sep 2009 15:18:18 GMT</c>.</summary>
    public static string Format(DateTimeOffset moment) => moment.ToString("R", CultureInfo.InvariantCulture);
}
