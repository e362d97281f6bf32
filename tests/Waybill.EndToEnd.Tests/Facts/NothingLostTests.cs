namespace Waybill.EndToEnd.Tests;

/// <summary>The comparison itself: what is planted is found, each by its own sentence.</summary>
public sealed class NothingLostTests
{
    private const string Mic = "3UOMPzeMcyQS0VRvpO7FULcJ9sSH/ME5R/dcVKX/Xp0=, sha-256";
    private const string OtherMic = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha-256";

    private static readonly Promise[] Promises = [new("acme", "globex", "1@acme", "1.edi", "aa"), new("acme", "globex", "2@acme", "2.edi", "bb")];

    private static readonly AcceptedFact[] Accepted = [new("acme", "globex", "1@acme", Mic, ["aa"]), new("acme", "globex", "2@acme", Mic, ["bb"])];

    private static readonly FileFact[] Files = [new("x-1.edi", "aa"), new("y-2.edi", "bb")];

    private static readonly GatewayFacts Sender = new()
    {
        Sent = [new("acme", "globex", "1@acme", "Delivered"), new("acme", "globex", "2@acme", "Delivered")],
        Receipts = [new("acme", "globex", "1@acme", Mic), new("acme", "globex", "2@acme", Mic.Replace("sha-256", "SHA256", StringComparison.Ordinal))],
    };

    private static readonly GatewayFacts Receiver = new() { Accepted = Accepted, Files = Files };

    private static readonly Dictionary<string, (GatewayFacts Sender, GatewayFacts Receiver, string Found)> Planted = new(StringComparer.Ordinal)
    {
        ["a message that never arrived"] = (Sender with { Receipts = [] }, Receiver with { Accepted = [Accepted[0]] }, "2@acme: accepted 0 times."),
        ["a message that arrived twice"] = (Sender, Receiver with { Accepted = [.. Accepted, Accepted[1]] }, "2@acme: accepted 2 times."),
        ["a message of nobody"] = (Sender, Receiver with { Accepted = [.. Accepted, Accepted[0] with { MessageId = "3@acme" }] }, "3@acme: accepted, and nobody was promised it."),
        ["a message sent twice under two ids"] = (Sender with { Sent = [.. Sender.Sent, Sender.Sent[0] with { MessageId = "3@acme" }] }, Receiver, "3@acme: sent, and nobody was promised it."),
        ["another document"] = (Sender, Receiver with { Accepted = [Accepted[0], Accepted[1] with { Documents = ["aa"] }] }, "2@acme: its receiver does not hold the document that was sent."),
        ["a document that cannot be read"] = (Sender, Receiver with { Accepted = [Accepted[0], Accepted[1] with { Documents = [null] }] }, "2@acme: its receiver does not hold the document that was sent."),
        ["a document too many"] = (Sender, Receiver with { Accepted = [Accepted[0], Accepted[1] with { Documents = ["bb", "bb"] }] }, "2@acme: its receiver does not hold the document that was sent."),
        ["a file that is missing"] = (Sender, Receiver with { Files = [Files[0]] }, "2@acme: 0 files in the folder."),
        ["a file that is there twice"] = (Sender, Receiver with { Files = [.. Files, new("z-2.edi", "bb")] }, "2@acme: 2 files in the folder."),
        ["a file half written"] = (Sender, Receiver with { Files = [Files[0], new("y-2.edi", "cc")] }, "2@acme: its file is not the document that was sent."),
        ["a file left behind"] = (Sender, Receiver with { Files = [.. Files, new(".tmp", "cc")] }, "2 messages made 3 files."),
        ["a sender that still waits"] = (Sender with { Sent = [Sender.Sent[0], Sender.Sent[1] with { State = "AwaitingReceipt" }] }, Receiver, "2@acme: at its sender it is [AwaitingReceipt] and not delivered."),
        ["a submission that is gone"] = (Sender with { Sent = [Sender.Sent[0]] }, Receiver, "2@acme: at its sender it is [] and not delivered."),
        ["a receipt of nothing"] = (Sender, Receiver with { Accepted = [Accepted[0]] }, "2@acme: a receipt came, and its receiver does not have it once."),
        ["a receipt for other bytes"] = (Sender with { Receipts = [Sender.Receipts[0], Sender.Receipts[1] with { Mic = OtherMic }] }, Receiver, $"2@acme: the receipt says {OtherMic}, its receiver computed {Mic}."),
        ["a receipt without a MIC"] = (Sender with { Receipts = [Sender.Receipts[0], Sender.Receipts[1] with { Mic = null }] }, Receiver, $"2@acme: the receipt says , its receiver computed {Mic}."),
    };

    public static TheoryData<string> Names => [.. Planted.Keys];

    [Fact]
    public void What_is_whole_has_no_problem() => Assert.Empty(NothingLost.Check(Promises, Sender, Receiver).Concat(NothingLost.Check(Sender)).Concat(NothingLost.Check(Receiver)));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_planted_is_found(string name) => Assert.Contains(Planted[name].Found, NothingLost.Check(Promises, Planted[name].Sender, Planted[name].Receiver));

    [Fact]
    public void Work_left_undone_and_objects_too_many_and_too_few_are_found()
        => Assert.Equal(3, NothingLost.Check(Receiver with { Overdue = ["a handoff"], Orphans = ["one"], Missing = ["two"] }).Count);
}
