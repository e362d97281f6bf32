using Microsoft.AspNetCore.DataProtection;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What the framework protects for a moment, the state of a sign-in at another server, is sealed by the gateway's own ring: every gateway over the same database opens it.</summary>
internal sealed class RingProtection(ISecretRing ring, string purpose = "web") : IDataProtector
{
    public IDataProtector CreateProtector(string purpose1) => new RingProtection(ring, $"{purpose}/{purpose1}");

    public byte[] Protect(byte[] plaintext) => ring.Seal(purpose, plaintext);

    public byte[] Unprotect(byte[] protectedData) => ring.Open(purpose, protectedData);
}
