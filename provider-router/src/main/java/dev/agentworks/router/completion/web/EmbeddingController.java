package dev.agentworks.router.completion.web;

import dev.agentworks.router.completion.CompletionSettings;
import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.EmbeddingRequest;
import dev.agentworks.router.completion.KeyedCall;
import dev.agentworks.router.completion.NotDispatchedProblem;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private final CompletionSettings settings;

    EmbeddingController(Completions completions, CompletionSettings settings) {
        this.completions = completions;
        this.settings = settings;
    }

    @PutMapping
    void embed(
            @PathVariable @Pattern(regexp = KEY) String key,
            @RequestBody @Valid EmbeddingRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        try {
            answer(completions.enter(key, request), response);
        } catch (NotDispatchedProblem e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, e.retryAfter());
            throw e;
        }
    }

    private void answer(KeyedCall entry, HttpServletResponse response)
            throws IOException, InterruptedException {
        switch (entry) {
            case KeyedCall.Stored(var _, var completion) -> answer(completion, response);
            case KeyedCall.Elsewhere _, KeyedCall.Joined _ -> inProgress(response);
            case KeyedCall.Started(var call) -> {
                var end = call.progress().awaitEnd(settings.answerWithin());
                if (end.isEmpty()) {
                    inProgress(response);
                } else {
                    answer(CallEnds.told(end.get()).outcome().completion(), response);
                }
            }
        }
    }

    private static void inProgress(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        response.setStatus(HttpStatus.ACCEPTED.value());
    }

    private static void answer(String completion, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(completion.getBytes(StandardCharsets.UTF_8));
    }
}
