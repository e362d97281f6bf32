namespace Waybill.Gateway.Stores;

/// <summary>Tokens that partners gave, one row a connection.</summary>
internal static class Tokens
{
    internal static async ValueTask<TokenRow?> FindAsync(ISqlUnit unit, string connection)
        => await unit.OneAsync("select version, sealed from connection_token where connection = $1", static r => new TokenRow(r.Number(0), r.Bytes(1)), connection);

    internal static async ValueTask<bool> KeepAsync(ISqlUnit unit, string connection, long before, ReadOnlyMemory<byte> sealedToken, DateTimeOffset at)
        => await unit.DoAsync(
            before is 0
                ? "insert into connection_token(connection, version, sealed, at) values ($1, $2 + 1, $3, $4) on conflict (connection) do nothing"
                : "update connection_token set version = version + 1, sealed = $3, at = $4 where connection = $1 and version = $2",
            connection, before, sealedToken, at) is 1;
}
