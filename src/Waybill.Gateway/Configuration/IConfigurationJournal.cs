namespace Waybill.Gateway;

/// <summary>The configuration in the journal's database: resources, their sealed secrets and the audit.</summary>
/// <threadsafety>Safe for concurrent calls; each call is one transaction, durable when it returns.</threadsafety>
public interface IConfigurationJournal
{
    /// <summary>What <see cref="IJournal.OnDue"/> is told after a change. Behind the hint stands a poll of <see cref="VersionAsync"/>.</summary>
    const string Scope = "configuration";

    /// <summary>The version of the configuration: 0 before the first change, 1 more after each.</summary>
    ValueTask<long> VersionAsync(CancellationToken ct);

    /// <summary>Everything, of one moment.</summary>
    ValueTask<ConfigurationRows> ReadAsync(CancellationToken ct);

    /// <summary>Carries the changes out, all or none, with their lines of the audit. Changes are made one after the other, also by other processes.</summary>
    /// <param name="changes">Each names another resource. None: nothing is written.</param>
    /// <param name="ifVersion">The version the configuration must have; null: whatever.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels; nothing is written then.</param>
    /// <returns>The first condition that is not met is the answer.</returns>
    /// <exception cref="ArgumentException">Two changes name one resource, or one removes what must not be there.</exception>
    ValueTask<ChangeOutcome> ChangeAsync(IReadOnlyList<ResourceChange> changes, long? ifVersion, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes a line about something that is no change of a resource. Its number is ignored.</summary>
    ValueTask AuditAsync(AuditRow row, CancellationToken ct);

    /// <summary>Whose gateway this is.</summary>
    ValueTask<Organisation> OrganisationAsync(CancellationToken ct);

    /// <summary>Says whose gateway this is, with a line of the audit.</summary>
    ValueTask ChangeOrganisationAsync(Organisation organisation, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Lines of the audit, newest first.</summary>
    ValueTask<IReadOnlyList<AuditRow>> ReadAuditAsync(AuditFilter filter, CancellationToken ct);
}
