package dev.agentworks.core.attachment.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.attachment.Attachment;
import dev.agentworks.core.attachment.Attachments;
import dev.agentworks.core.attachment.UploadFile;
import dev.agentworks.core.card.CardId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Files on cards. A client chooses the id under which it sends a file, so that it may send it again
 * when it does not know whether it arrived.
 */
@RestController
@RequestMapping("/api/cards/{id}/attachments")
@RequiresScope("core:public")
@RunAsCurrentUser
class AttachmentController {

    private final Attachments attachments;

    AttachmentController(Attachments attachments) {
        this.attachments = attachments;
    }

    record Items(List<Attachment> items) {}

    @GetMapping
    Items of(@PathVariable CardId id) {
        return new Items(attachments.of(id));
    }

    // the type of the body is judged here: a condition of the route would judge it before anything
    @PutMapping("/{attachment}")
    @GatewayOnly
    Attachment upload(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @PathVariable UUID attachment,
            @RequestParam String name,
            HttpServletRequest request)
            throws IOException {
        requireBytes(request.getContentType());
        var announced = request.getContentLengthLong();
        return attachments.upload(
                new UploadFile(id, attachment, name, announced < 0 ? null : announced),
                request.getInputStream(),
                person);
    }

    private static void requireBytes(@Nullable String type) {
        if (type == null || !type.startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE)) {
            throw new ProblemException(
                    CommonError.UNSUPPORTED_MEDIA_TYPE,
                    "A file is sent as " + MediaType.APPLICATION_OCTET_STREAM_VALUE + ".");
        }
    }

    /** Never shown in place: whatever it is, a browser saves it. */
    @GetMapping("/{attachment}/content")
    ResponseEntity<InputStreamResource> content(
            @PathVariable CardId id, @PathVariable UUID attachment) {
        var content = attachments.open(id, attachment);
        var file = content.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .contentLength(file.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .eTag('"' + file.sha256() + '"')
                .body(new InputStreamResource(content.bytes()));
    }

    @DeleteMapping("/{attachment}")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @PathVariable UUID attachment) {
        attachments.remove(id, attachment, person);
    }
}
