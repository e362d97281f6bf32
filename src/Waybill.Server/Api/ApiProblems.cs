using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Waybill.Server;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457): a sentence that says what to do; never a secret, a path or a stack.</summary>
internal static class ApiProblems
{
    internal static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status));

    internal static ProblemHttpResult NoSuchExchange() => Of(StatusCodes.Status404NotFound, "There is no such exchange. Look it up with GET /api/v1/exchanges.");

    internal static ProblemHttpResult NoSuchConnection(string name)
        => Of(StatusCodes.Status404NotFound, $"There is no connection {name}. GET /api/v1/connections lists them.");

    /// <summary>422 with every wrong field by its name.</summary>
    internal static ProblemHttpResult Invalid(FieldProblems problems) => TypedResults.Problem(new HttpValidationProblemDetails(problems.ToDictionary())
    {
        Status = StatusCodes.Status422UnprocessableEntity, Title = "Not acceptable as it is", Detail = "Correct the fields named in errors and send it again. Nothing was changed.",
    });

    /// <summary>Fills what the framework answers without a body.</summary>
    internal static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address. /api/v1/openapi.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method. /api/v1/openapi.json lists what there is.",
        StatusCodes.Status415UnsupportedMediaType => "Send this request with Content-Type: application/json.",
        _ => "The request cannot be carried out. /api/v1/openapi.json describes its form.",
    };
}

/// <summary>Wrong fields of a request, each with its sentences.</summary>
internal sealed class FieldProblems
{
    private readonly Dictionary<string, List<string>> _found = new(StringComparer.Ordinal);

    internal bool IsEmpty => _found.Count is 0;

    internal void Add(string field, string sentence)
    {
        if (!_found.TryGetValue(field, out var sentences))
        {
            _found[field] = sentences = [];
        }

        sentences.Add(sentence);
    }

    internal Dictionary<string, string[]> ToDictionary() => _found.ToDictionary(static p => p.Key, static p => p.Value.ToArray(), StringComparer.Ordinal);
}
