package dev.agentworks.router.completion.web;

import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.EmbeddingRequest;
import dev.agentworks.router.completion.NotDispatchedProblem;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Vectors by key: the same key gives the same vectors and costs once. */
@RestController
@RequestMapping("/internal/embeddings/{key}")
@RequiresScope("router:complete")
class EmbeddingController {
    private static final String KEY = "[A-Za-z0-9._:-]{8,200}";

    private final Completions completions;
    private final CompletionResponses responses;

    EmbeddingController(Completions completions, CompletionResponses responses) {
        this.completions = completions;
        this.responses = responses;
    }

    @PutMapping
    void embed(
            @PathVariable @Pattern(regexp = KEY) String key,
            @RequestBody @Valid EmbeddingRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        try {
            responses.write(completions.enter(key, request), response);
        } catch (NotDispatchedProblem e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, e.retryAfter());
            throw e;
        }
    }
}
