using System.Collections.Concurrent;

namespace Waybill.Compliance;

public abstract partial class JournalCompliance
{
    [Fact]
    public async Task What_changed_is_told_after_its_commit_and_what_was_not_written_is_not()
    {
        var told = new ConcurrentQueue<JournalChange>();
        using (Journal.OnChanged(told.Enqueue))
        {
            var message = Accepted();
            await Journal.AcceptAsync(message, Ct);
            Assert.Contains(new(ChangeTopics.Exchange, message.Id.Value, IsElsewhere: false), told);
            Assert.DoesNotContain(told, static t => t.Topic is not ChangeTopics.Exchange);

            told.Clear();
            await Journal.RaiseAsync("kind", "subject", AlertSeverity.Warning, "Text.", Now, Ct);
            await Journal.ResolveAsync("kind", "other", Now, Ct);
            Assert.Equal([new(ChangeTopics.Alert, "subject", IsElsewhere: false)], told);

            told.Clear();
            await Journal.Actions.ActAsync(new OperatorAction.Hold("globex", IsHeld: true) { By = "ada", At = Now }, null, Ct);
            Assert.Contains(new(ChangeTopics.Connection, "globex", IsElsewhere: false), told);

            told.Clear();
            await Journal.Configuration.ChangeOrganisationAsync(new("ACME", null, null), "ada", Now, Ct);
            await People.AddAsync(Person("bob", Role.Viewer), Ct);
            await Journal.Doors.AddAsync(Token("erp", Role.Viewer), Digest("erp"), Ct);
            Assert.Equal([(ChangeTopics.Configuration, "organisation"), (ChangeTopics.User, "bob"), (ChangeTopics.Token, "erp")], told.Select(static t => (t.Topic, t.Id)));
        }

        told.Clear();
        await Journal.AcceptAsync(Accepted(), Ct);
        Assert.Empty(told);
    }
}
