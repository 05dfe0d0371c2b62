package dev.agentworks.core.workspace.web;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditEntry;
import dev.agentworks.core.audit.AuditFilter;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceAudits;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what in a workspace, for its owners and admins. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
@SignedInOnly
class AuditController {

    /** What the history of cards tells. */
    private static final Pattern OF_CARDS = Pattern.compile("card\\.[a-z][a-z-]{0,39}");

    private final WorkspaceAudits audits;

    AuditController(WorkspaceAudits audits) {
        this.audits = audits;
    }

    @GetMapping("/api/workspaces/{workspace}/audit-log")
    Page<AuditEntry> read(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @RequestParam(required = false) @Nullable UserId actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            CursorRequest page) {
        return audits.read(
                user,
                workspace,
                new AuditFilter(
                        actor == null ? null : actor.value(),
                        action == null ? null : action(action),
                        from,
                        to),
                page);
    }

    private static String action(String text) {
        return AuditAction.of(text)
                .map(AuditAction::text)
                .or(() -> Optional.of(text).filter(OF_CARDS.asMatchPredicate()))
                .orElseThrow(() ->
                        new ProblemException(
                                        CommonError.INVALID_REQUEST, "A parameter is not valid.")
                                .invalid(
                                        "query:action",
                                        "must be card. and what was done to it, or one of "
                                                + Arrays.stream(AuditAction.values())
                                                        .map(AuditAction::text)
                                                        .collect(Collectors.joining(", "))));
    }
}
