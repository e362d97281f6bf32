using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>Actions with an Idempotency-Key: what was done is answered again as it was the first time, for 7 days; what was not done keeps no key.</summary>
internal static class KeyedAction
{
    internal const string Header = "Idempotency-Key";

    internal const string About = "Makes the request safe to repeat: 1 to 200 printable characters. Kept for 7 days once the action is done.";

    /// <param name="caller">Whose key it is.</param>
    /// <param name="header">What the request brought; null: no key.</param>
    /// <param name="request">What is asked for, so that another request under the same key is seen.</param>
    /// <param name="response">What is answered when it is done, as JSON; empty: 204.</param>
    /// <returns>No key without a header; a problem where it is none.</returns>
    internal static (IdempotencyKey? Key, ProblemHttpResult? Problem) Read(Caller caller, string? header, string request, string response)
    {
        if (header is null)
        {
            return (null, null);
        }

        if (!SubmitCheck.IsKey(header))
        {
            var problems = new FieldProblems();
            problems.Add(Header, "Must have 1 to 200 printable ASCII characters.");
            return (null, ApiProblems.Invalid(problems));
        }

        return (new(caller.Name, header, SHA256.HashData(Encoding.UTF8.GetBytes(request)), response), null);
    }

    /// <summary>What was done, in the bytes that a repeat gets too.</summary>
    internal static IResult Done(string response) => response is "" ? TypedResults.NoContent() : TypedResults.Text(response, "application/json", Encoding.UTF8);

    internal static ProblemHttpResult KeyTaken() => ApiProblems.Of(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request. Take a new key for a new request.");

    internal static ProblemHttpResult StillRunning() => ApiProblems.Of(StatusCodes.Status409Conflict, "A request with this Idempotency-Key is being carried out. Ask again when it is done.");
}
