using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>How alerts leave the house, by settings files. Channels and rules may also be resources.</summary>
internal sealed class AlertSettings
{
    /// <summary>Ways out.</summary>
    public IList<ChannelSettings> Channels { get; set; } = [];

    /// <summary>Which alerts go where. None, here and among the resources: every alert that is a warning or worse goes to every channel.</summary>
    public IList<RuleSettings> Rules { get; set; } = [];
}

/// <summary>One way out, with its name.</summary>
internal sealed class ChannelSettings : ChannelResource
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>Which alerts go where, with a name.</summary>
internal sealed class RuleSettings : RuleResource
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";
}
