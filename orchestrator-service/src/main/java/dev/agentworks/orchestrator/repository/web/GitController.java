package dev.agentworks.orchestrator.repository.web;

import dev.agentworks.orchestrator.repository.download.GitFetches;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A project's repository for Git clients, over Git's smart HTTP: it can be cloned and fetched. */
@RestController
@RequiresScope("orchestrator:public")
class GitController {

    private static final String PROTOCOL = "Git-Protocol";
    private static final String REQUEST = "application/x-git-upload-pack-request";
    private static final String REFS = "application/x-git-upload-pack-advertisement";
    private static final String RESULT = "application/x-git-upload-pack-result";

    private static final int LARGEST = 4 << 20;

    private final GitFetches fetches;

    GitController(GitFetches fetches) {
        this.fetches = fetches;
    }

    @GetMapping("/api/projects/{project}.git/info/refs")
    void advertise(
            @PathVariable UUID project,
            @RequestParam String service,
            @RequestHeader(name = PROTOCOL, required = false) @Nullable String protocol,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        fetches.advertise(
                project,
                caller.requireUser(),
                service,
                protocol,
                new ServletDownload(response, REFS));
    }

    // the type of the body is judged here: a condition of the route would judge it before anything
    @PostMapping("/api/projects/{project}.git/git-upload-pack")
    void upload(
            @PathVariable UUID project,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            @RequestHeader(name = PROTOCOL, required = false) @Nullable String protocol,
            @RequestHeader(name = HttpHeaders.CONTENT_ENCODING, required = false)
                    @Nullable String encoding,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!REQUEST.equals(type)) {
            throw new ProblemException(
                    CommonError.UNSUPPORTED_MEDIA_TYPE, "Git sends " + REQUEST + " here.");
        }
        fetches.upload(
                project,
                caller.requireUser(),
                protocol,
                body(request, encoding),
                new ServletDownload(response, RESULT));
    }

    // a client compresses a long list of what it has
    private static byte[] body(HttpServletRequest request, @Nullable String encoding)
            throws IOException {
        var body = request.getInputStream();
        if (!"gzip".equalsIgnoreCase(encoding)) {
            return body.readAllBytes();
        }
        try (var inflated = new GZIPInputStream(body)) {
            var content = inflated.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new ProblemException(
                        CommonError.PAYLOAD_TOO_LARGE,
                        "The body may have %d bytes when it is unpacked.".formatted(LARGEST));
            }
            return content;
        } catch (ZipException | EOFException e) {
            throw new ProblemException(
                    CommonError.INVALID_REQUEST, "The body is not compressed by gzip as it says.");
        }
    }
}
