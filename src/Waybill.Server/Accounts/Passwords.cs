using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Hashes and compares passwords: PBKDF2 of the shared framework, slow on purpose, two at a time at most.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class Passwords : IDisposable
{
    internal const int Shortest = 12;

    /// <summary>Longer than any that is typed, and short enough to read.</summary>
    internal const int Longest = 1024;

    private const int Iterations = 210_000;

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim _gate = new(2);

    /// <summary>What is compared with where there is nothing: no password makes it, and the comparison takes as long as another.</summary>
    private readonly string _nobodys = Nobodys();

    internal static void Check(FieldProblems problems, string? password, string? name, string field = "password")
    {
        if (password is not { Length: >= Shortest })
        {
            problems.Add(field, "Must have at least 12 characters. Several words are a good one.");
        }
        else if (password.Length > Longest)
        {
            problems.Add(field, "Must have at most 1024 characters.");
        }
        else if (string.Equals(password, name, StringComparison.OrdinalIgnoreCase) || password.All(c => c == password[0]))
        {
            problems.Add(field, "Is too easy to guess.");
        }
    }

    internal async ValueTask<string> HashAsync(string password, CancellationToken ct) => await RunAsync(() => _hasher.HashPassword(null!, password), ct);

    /// <summary>Compares. Where there is nothing to compare with it takes as long.</summary>
    /// <returns>Whether it is right, and its hash in today's form where the stored one is of an older.</returns>
    internal async ValueTask<(bool IsRight, string? NewHash)> CompareAsync(string? hash, string password, CancellationToken ct)
        => await RunAsync(
            () => password.Length > Longest ? (false, null) : _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, password) switch
            {
                _ when hash is null => (false, null),
                PasswordVerificationResult.Success => (true, null),
                PasswordVerificationResult.SuccessRehashNeeded => (true, _hasher.HashPassword(null!, password)),
                _ => (false, default(string)),
            },
            ct);

    public void Dispose() => _gate.Dispose();

    /// <summary>As the hasher writes them: version, HMAC-SHA512, iterations, length of the salt, salt, 32 bytes.</summary>
    private static string Nobodys()
    {
        var hash = RandomNumberGenerator.GetBytes(13 + 16 + 32);
        hash[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), Iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), 16);
        return Convert.ToBase64String(hash);
    }

    private async ValueTask<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            _gate.Release();
        }
    }
}
