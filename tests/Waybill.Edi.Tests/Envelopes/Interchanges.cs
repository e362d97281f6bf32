using System.Globalization;
using System.Text;
using CsCheck;

namespace Waybill.Edi.Tests;

/// <summary>One interchange and what a reader has to find in it.</summary>
internal sealed record Made(string Text, IReadOnlyList<string> Documents);

/// <summary>Makes interchanges that are right, with any delimiters, text and layout.</summary>
internal static class Interchanges
{
    private static readonly char[] Marks = [.. "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"];
    private static readonly Gen<string> Id = Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"].Array[1, 12].Select(c => new string(c));
    private static readonly Gen<char[]> FourMarks = Gen.Shuffle(Marks, 4);
    private static readonly Gen<string> LineEnd = Any.Of("", "\n", "\r\n", "\r\n   ");
    private static readonly Gen<string[][]> Documents = Id.Array[1, 4].Array[1, 4].Array[1, 3].Select(groups => groups.SelectMany(g => g).ToArray());

    public static Gen<Made> X12 { get; } = Gen.Select(
        FourMarks, LineEnd, Gen.Int[1, 999_999_999], Id, Documents, Gen.Bool,
        (marks, lineEnd, control, sender, documents, isTest) => MakeX12(marks, lineEnd, control, sender, documents, isTest));

    public static Gen<Made> Edifact { get; } = Gen.Select(
        FourMarks, LineEnd, Id, Id, Documents, Gen.Bool,
        (marks, lineEnd, control, sender, documents, isDefault) => MakeEdifact(isDefault ? [':', '+', '?', '\''] : marks, lineEnd, control, sender, documents, isDefault));

    public static Gen<Made[]> Several { get; } = Gen.OneOf(X12, Edifact).Array[1, 4];

    /// <summary>Documents are lists of words; the first is their number.</summary>
    private static Made MakeX12(char[] marks, string lineEnd, int control, string sender, string[][] documents, bool isTest)
    {
        var (e, c, s) = (marks[0], marks[1], marks[2] + lineEnd);
        var isa13 = control.ToString("D9", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"ISA{e}00{e}          {e}00{e}          {e}ZZ{e}{sender,-15}{e}01{e}{"RECEIVER",-15}{e}260101{e}1200{e}{marks[3]}{e}00501{e}{isa13}{e}0{e}{(isTest ? 'T' : 'P')}{e}{c}{s}");
        text.Append(CultureInfo.InvariantCulture, $"GS{e}PO{e}{sender}{e}RECEIVER{e}20260101{e}1200{e}{control}{e}X{e}005010{s}");
        var found = new List<string>();
        foreach (var (i, words) in documents.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"ST{e}850{e}{i + 1:D4}{s}BEG{e}00{e}SA{e}{words[0]}{e}{e}20260101{s}");
            foreach (var word in words)
            {
                text.Append(CultureInfo.InvariantCulture, $"REF{e}{word}{c}{word}{e}{s}");
            }

            text.Append(CultureInfo.InvariantCulture, $"SE{e}{words.Length + 3}{e}{i + 1:D4}{s}");
            found.Add($"850 005010 {words[0]} | {isa13} {control} {i + 1:D4} | ZZ:{sender} > 01:RECEIVER | {words.Length + 3}{(isTest ? " test" : "")}");
        }

        text.Append(CultureInfo.InvariantCulture, $"GE{e}{documents.Length}{e}{control}{s}IEA{e}1{e}{isa13}{s}");
        return new(text.ToString(), found);
    }

    private static Made MakeEdifact(char[] marks, string lineEnd, string control, string sender, string[][] documents, bool isDefault)
    {
        var (c, e, r, s) = (marks[0], marks[1], marks[2], marks[3] + lineEnd);
        var text = new StringBuilder(isDefault ? "" : $"UNA{c}{e}.{r} {s}");
        text.Append(CultureInfo.InvariantCulture, $"UNB{e}UNOC{c}3{e}{sender}{c}14{e}RECEIVER{c}ZZ{e}260101{c}1200{e}{control}{s}");
        var found = new List<string>();
        foreach (var (i, words) in documents.Index())
        {
            // Every delimiter stands in the number, released.
            text.Append(CultureInfo.InvariantCulture, $"UNH{e}{i + 1}{e}ORDERS{c}D{c}96A{c}UN{s}BGM{e}220{e}{words[0]}{r}{e}{r}{c}{r}{r}{r}{marks[3]}X{e}9{s}");
            foreach (var word in words)
            {
                text.Append(CultureInfo.InvariantCulture, $"FTX{e}AAI{e}{e}{e}{word}{r}{r}{s}");
            }

            text.Append(CultureInfo.InvariantCulture, $"UNT{e}{words.Length + 3}{e}{i + 1}{s}");
            found.Add($"ORDERS D:96A {words[0]}{e}{c}{r}{marks[3]}X | {control} - {i + 1} | 14:{sender} > ZZ:RECEIVER | {words.Length + 3}");
        }

        text.Append(CultureInfo.InvariantCulture, $"UNZ{e}{documents.Length}{e}{control}{s}");
        return new(text.ToString(), found);
    }
}
