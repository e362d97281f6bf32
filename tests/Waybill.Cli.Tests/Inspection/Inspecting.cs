using System.Text.Json;

namespace Waybill.Cli.Tests.Inspection;

/// <summary>Short ways to run <c>inspect</c> over the test data and to look at what it printed.</summary>
internal static class Inspecting
{
    /// <summary>The keys of the OpenAS2 captures, for messages to OAS2B.</summary>
    public static readonly string[] OpenAs2Message = [.. Own("openas2/certificates/OAS2B", ".crt"), "--partner-cert", TestFiles.PathOf("openas2/certificates/OAS2A.crt")];

    /// <summary>For receipts by OAS2B.</summary>
    public static readonly string[] OpenAs2Receipt = ["--partner-cert", TestFiles.PathOf("openas2/certificates/OAS2B.crt")];

    /// <summary>The keys of the messages mendelson and OpenAS2 wrote to ruby-as2, at a time when the certificates were valid.</summary>
    public static readonly string[] Ruby =
        [.. Own("ruby-as2/certificates/server", ".crt"), "--partner-cert", TestFiles.PathOf("ruby-as2/certificates/client.crt"), "--at", "2026-01-31"];

    public static string[] Own(string name, string certificate) => ["--key", TestFiles.PathOf(name + ".key"), "--cert", TestFiles.PathOf(name + certificate)];

    public static JsonElement Check(this JsonElement report, string name) => report.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    public static string Result(this JsonElement report, string name) => report.Check(name).GetProperty("result").GetString()!;

    public static string Text(this JsonElement report, string name) => report.Check(name).GetProperty("text").GetString()!;

    /// <summary>A value by its path, for example <c>mic.value</c>; null where it ends early.</summary>
    public static string? At(this JsonElement report, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (report.ValueKind is not JsonValueKind.Object || !report.TryGetProperty(name, out report))
            {
                return null;
            }
        }

        return report.ToString();
    }
}
