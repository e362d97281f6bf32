namespace Waybill.Gateway.Tests;

/// <content>Channels and rules for alerts.</content>
public sealed partial class ConfigurationServiceTests
{
    private const string Hook = """{"kind": "webhook", "url": "https://pager.example/hook?key=in-the-query", "secret": "0123456789abcdef"}""";

    [Fact]
    public async Task Channels_and_rules_are_resources_whose_secrets_stand_apart()
    {
        Done(await PutAsync("channel", "hook", Hook, null));
        Done(await PutAsync("channel", "mail", """{"host": "mail.example", "from": "a@b.example", "to": ["c@d.example"], "user": "u", "password": "letmein"}""", null));
        Done(await PutAsync("rule", "night", """{"severity": "critical", "channels": ["hook"], "connections": ["acme"], "muteUntil": "2026-12-24T18:00:00Z"}""", null));
        Close(_service);
        _service = await OpenAsync();

        var alerts = _service.Alerts;
        Assert.Equal(["hook", "mail"], alerts.Channels.Select(static c => c.Key));
        Assert.Equal(("https://pager.example/hook?key=in-the-query", "0123456789abcdef"), (alerts.Channels[0].Value.Url, alerts.Channels[0].Value.Secret));
        Assert.Equal("letmein", alerts.Channels[1].Value.Password);
        var rule = Assert.Single(alerts.Rules).Value;
        Assert.Equal((AlertSeverity.Critical, "hook", "acme"), (rule.Severity, Assert.Single(rule.Channels), Assert.Single(rule.Connections)));
        var shown = _service.Find("channel", "hook")!.Body.ToJsonString();
        Assert.Equal("""{"kind":"webhook","secretSet":true,"urlSet":true}""", shown);
        var rows = await _journal.Configuration.ReadAsync(Ct);
        Assert.DoesNotContain("in-the-query", string.Concat(rows.Resources.Select(static r => r.Body)), StringComparison.Ordinal);
        Assert.DoesNotContain("in-the-query", string.Concat((await _journal.Configuration.ReadAuditAsync(new(), Ct)).Select(static a => a.After)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_a_rule_names_stays_and_what_is_wrong_is_said_by_field()
    {
        var wrong = Assert.IsType<ConfigurationResult.Refused>(await PutAsync("channel", "hook", """{"kind": "webhook", "url": "gopher://x", "secret": "short"}""", null));
        Assert.Equal(["channels/hook/secret", "channels/hook/url"], wrong.Findings.Select(static f => f.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("short", string.Concat(wrong.Findings), StringComparison.Ordinal);
        wrong = Assert.IsType<ConfigurationResult.Refused>(await PutAsync("channel", "mail", """{"to": ["nobody"], "port": 70000}""", null));
        Assert.Equal(["channels/mail/from", "channels/mail/host", "channels/mail/port", "channels/mail/to/0"], wrong.Findings.Select(static f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("rules/all/channels/0", Assert.Single(Assert.IsType<ConfigurationResult.Refused>(await PutAsync("rule", "all", """{"channels": ["hook"]}""", null)).Findings).Field);

        Done(await PutAsync("channel", "hook", Hook, null));
        Done(await PutAsync("rule", "all", """{"channels": ["hook"]}""", null));
        Assert.Equal(new ResourceUse("rule", "all"), Assert.Single(Assert.IsType<ConfigurationResult.InUse>(await _service.DeleteAsync("channel", "hook", ResourceChange.Any, "ada", Ct)).By));
        Done(await _service.DeleteAsync("rule", "all", ResourceChange.Any, "ada", Ct));
        Done(await _service.DeleteAsync("channel", "hook", ResourceChange.Any, "ada", Ct));
        Assert.Empty(_service.Alerts.Channels);
    }

    [Fact]
    public async Task A_channel_has_no_name_of_one_in_the_settings_file_and_a_rule_may_name_that_one()
    {
        Close(_service);
        _service = await ConfigurationService.OpenAsync(_journal, _ring, new(_settings, "Waybill", _folder.In("inbox")) { Channels = ["mail"] }, _time, null, Ct);
        Assert.Equal("channels/mail/name", Assert.Single(Assert.IsType<ConfigurationResult.Refused>(await PutAsync("channel", "mail", Hook, null)).Findings).Field);
        Done(await PutAsync("rule", "all", """{"channels": ["mail"]}""", null));
    }
}
