using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Begins, finds and ends sessions.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed partial class Sessions(IJournal journal, Passwords passwords, SignInRates rates, SignInSettings settings, TimeProvider time, ILogger<Sessions> log)
{
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    /// <summary>The new value of a session, to be kept with what begins it.</summary>
    internal (string Value, NewSession Session) Make(HttpContext context)
    {
        var (value, now) = (DoorSecret.New(SessionCookie.Prefix), Now());
        return (value, new(DoorSecret.HashOf(value), now, now + settings.LongestTime, context.Connection.RemoteIpAddress?.ToString()));
    }

    /// <summary>Gives a session that was kept to the browser, in place of the one it may have had.</summary>
    internal async ValueTask GiveAsync(HttpContext context, string value, NewSession session, Account? account, string name)
    {
        if (SessionCookie.Read(context) is { } before)
        {
            await journal.Accounts.EndSessionAsync(DoorSecret.HashOf(before), session.At, context.RequestAborted);
        }

        SessionCookie.Write(context, value, session.EndsAt);
        SignedIn(account?.Name ?? name, session.Address);
    }

    /// <summary>Null when there is none that is good.</summary>
    internal async ValueTask<(FoundSession Session, byte[] Sha256)?> FindAsync(string value, bool isUse, CancellationToken ct)
    {
        var (sha256, now) = (DoorSecret.HashOf(value), time.GetUtcNow());
        if (await FindAsync(sha256, ct) is not { } found)
        {
            return null;
        }

        if (isUse && found.SeenAt <= now - SeenPrecision)
        {
            try
            {
                await journal.Accounts.SeenAsync(sha256, now, ct);
            }
            catch (JournalException)
            {
                // A disk that is full does not keep people from looking; readiness says what is wrong.
            }
        }

        return (found, sha256);
    }

    /// <summary>A look that is no use.</summary>
    internal async ValueTask<FoundSession?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken ct)
        => await journal.Accounts.FindSessionAsync(sha256, ct) is { } found && found.IsGood(time.GetUtcNow(), settings.IdleTime) ? found : null;

    internal DateTimeOffset IdleEndOf(FoundSession session)
    {
        var idle = time.GetUtcNow() + settings.IdleTime;
        return idle < session.EndsAt ? idle : session.EndsAt;
    }

    /// <summary>Whether a person may bring a secret this way; else what is answered.</summary>
    internal static ProblemHttpResult? RefuseWay(HttpContext context)
        => (SessionCookie.RefusePlain(context) ?? OwnPage.RefuseWrite(context)) is { } sentence ? ApiProblems.Of(StatusCodes.Status403Forbidden, sentence) : null;

    /// <summary>Tries a password.</summary>
    /// <returns>What it was compared with and the hash to keep in its place where that is of an older form; or what is answered.</returns>
    internal async ValueTask<(SignInStart? Start, string? NewHash, ProblemHttpResult? Refusal)> TryAsync(HttpContext context, string name, string password)
    {
        var (remote, ct) = (context.Connection.RemoteIpAddress, context.RequestAborted);
        if (rates.Take(remote) is { } wait)
        {
            return (null, null, Later(context, wait, "Too many wrong passwords came from this address."));
        }

        var start = await journal.Accounts.BeginAsync(name, time.GetUtcNow(), ct);
        if (start.LockedUntil is { } until)
        {
            return (null, null, Later(context, until - time.GetUtcNow(), "Too many wrong passwords came for this name."));
        }

        var (isRight, newHash) = await passwords.CompareAsync(start.PasswordHash, password, ct);
        if (isRight && start.Account is { DisabledAt: null })
        {
            rates.GiveBack(remote);
            return (start, newHash, null);
        }

        // The same for a name nobody has, a wrong password and one who is shut out.
        var reason = start.Account is null ? "unknown name" : !isRight ? "wrong password" : "disabled";
        await journal.Accounts.FailedAsync(start.Account, reason, remote?.ToString(), time.GetUtcNow(), ct);
        Failed(start.Account?.Name ?? "somebody unknown", remote?.ToString(), reason);
        return (null, null, WrongPassword());
    }

    internal static ProblemHttpResult WrongPassword()
        => ApiProblems.Of(StatusCodes.Status401Unauthorized, "Name or password is wrong. After five wrong ones a name is locked for a minute, then for longer.");

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private static ProblemHttpResult Later(HttpContext context, TimeSpan wait, string cause)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return ApiProblems.Of(StatusCodes.Status429TooManyRequests, $"{cause} Try again in {seconds} seconds.");
    }

    [LoggerMessage(5004, LogLevel.Information, "{Name} signed in from {Remote}")]
    private partial void SignedIn(string name, string? remote);

    [LoggerMessage(5005, LogLevel.Warning, "A sign-in as {Name} from {Remote} failed: {Reason}")]
    private partial void Failed(string name, string? remote, string reason);
}
