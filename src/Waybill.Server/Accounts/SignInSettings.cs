namespace Waybill.Server;

/// <summary>How long people stay signed in.</summary>
internal sealed class SignInSettings
{
    /// <summary>Longest time without a request. Default 8 hours.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Longest time altogether. Default 7 days.</summary>
    public TimeSpan LongestTime { get; set; } = TimeSpan.FromDays(7);

    internal void Check(List<string> problems)
    {
        if (IdleTime < TimeSpan.FromMinutes(1))
        {
            problems.Add("Waybill:SignIn:IdleTime: must be at least a minute.");
        }

        if (LongestTime < IdleTime)
        {
            problems.Add("Waybill:SignIn:LongestTime: must not be shorter than IdleTime.");
        }
    }
}
