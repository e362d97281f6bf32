namespace Waybill.Gateway;

/// <summary>How long a name is locked after wrong passwords. Of names nobody has the same is kept, so that the answers do not tell them apart.</summary>
public static class SignInLock
{
    /// <summary>Wrong passwords until the first lock.</summary>
    public const int MostFailures = 5;

    /// <summary>After so long without a wrong one the count begins anew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>1, 2, 4, 8, then 15 minutes; null while there are few failures.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures < MostFailures)
        {
            return null;
        }

        var minutes = TimeSpan.FromMinutes(1 << Math.Min(failures - MostFailures, 4));
        return now + (minutes < Longest ? minutes : Longest);
    }
}
