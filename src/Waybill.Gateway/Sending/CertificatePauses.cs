using System.Collections.Concurrent;

namespace Waybill.Gateway;

/// <summary>Lets a connection wait, with its alert, while a certificate it sends with must not be used; and go on when it may. What is submitted waits with it: nothing is lost, nothing is spent.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class CertificatePauses(IJournal journal, TimeProvider time)
{
    /// <summary>How long one word of it holds: then it is said again, and counted.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string Reason, DateTimeOffset Until)> _said = new(StringComparer.Ordinal);

    /// <summary>Says that the connection waits.</summary>
    /// <exception cref="JournalException">It could not be written; the next turn tries again.</exception>
    internal async ValueTask PauseAsync(string connection, CertificateProblem problem, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_said.TryGetValue(connection, out var said) && said.Until > now && string.Equals(said.Reason, problem.Sentence, StringComparison.Ordinal))
        {
            return;
        }

        await journal.PauseAsync(new(connection, now + Wait, PauseSchedule.ForCertificate, problem.Sentence), now, ct);
        _said[connection] = (problem.Sentence, now + Wait);
    }

    /// <summary>Says that it goes on, where it waited for a certificate.</summary>
    /// <exception cref="JournalException">It could not be written; the next turn tries again.</exception>
    /// <returns>Whether it waited for that.</returns>
    internal async ValueTask<bool> LiftAsync(string connection, ConnectionPause? pause, CancellationToken ct)
    {
        if (pause is not { Step: PauseSchedule.ForCertificate })
        {
            return false;
        }

        var now = time.GetUtcNow();
        await journal.PauseAsync(new(connection, now, PauseSchedule.Works, "The certificate may be used again."), now, ct);
        _said.TryRemove(connection, out _);
        return true;
    }
}
