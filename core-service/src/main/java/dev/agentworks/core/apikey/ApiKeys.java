package dev.agentworks.core.apikey;

import dev.agentworks.core.audit.AuditAction;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.audit.AuditThing;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys of a workspace, which its owners and admins manage. */
@Service
public class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final int MOST = 100;

    private final ApiKeyRepository repository;
    private final ApiKeyQueries queries;
    private final Access access;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(
            ApiKeyRepository repository,
            ApiKeyQueries queries,
            Access access,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.queries = queries;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a key that acts for this person. */
    @Transactional
    public IssuedApiKey create(UserId person, CreateApiKey command) {
        var workspace = command.workspace();
        access.require(person, workspace, Permission.MANAGE, "workspace");
        var secret = KeySecret.random(random);
        var key = new ApiKey(ApiKeyId.next(), command, person, secret, clock.instant());
        if (repository.countUsable(workspace) >= MOST) {
            throw new ProblemException(
                            ApiKeyError.TOO_MANY_API_KEYS,
                            "A workspace has %d keys at most; revoke one that nobody needs."
                                    .formatted(MOST))
                    .with("limit", MOST);
        }
        var id = repository.saveAndFlush(key).getId();
        audit.record(
                workspace.value(),
                AuditAction.API_KEY_CREATED,
                new AuditThing("api-key", id.toString(), command.name()),
                Map.of("scopes", command.scopes().stream().map(KeyScope::text).sorted().toList()));
        LOG.info("{} made API key {} of workspace {}", person, id, workspace);
        return new IssuedApiKey(queries.find(id).orElseThrow(), secret.text());
    }

    /** The keys that nobody revoked, the newest first. */
    @Transactional(readOnly = true)
    public Page<ApiKeyView> of(UserId person, WorkspaceId workspace, CursorRequest request) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        return request.pageOf(
                queries.of(workspace, request),
                key -> new CursorRequest.Moment(key.createdAt(), key.id().value()));
    }

    /**
     * A key.
     *
     * @param workspace the workspace whose key it must be; any when null
     */
    @Transactional(readOnly = true)
    public ApiKeyView require(UserId person, ApiKeyId id, @Nullable WorkspaceId workspace) {
        var key =
                queries.find(id)
                        .filter(found -> isOf(workspace, found.workspaceId()))
                        .orElseThrow(() -> Access.notFound("API key"));
        access.require(person, key.workspaceId(), Permission.MANAGE, "API key");
        return key;
    }

    /**
     * Ends the key for good.
     *
     * @param workspace the workspace whose key it must be; any when null
     */
    @Transactional
    public void revoke(UserId person, ApiKeyId id, @Nullable WorkspaceId workspace) {
        var key =
                repository
                        .findUsable(id)
                        .filter(found -> isOf(workspace, found.workspaceId()))
                        .orElseThrow(() -> Access.notFound("API key"));
        access.require(person, key.workspaceId(), Permission.MANAGE, "API key");
        key.revoke(person, clock.instant());
        audit.record(
                key.workspaceId().value(),
                AuditAction.API_KEY_REVOKED,
                new AuditThing("api-key", id.toString(), key.name()),
                Map.of());
        LOG.info("{} revoked API key {} of workspace {}", person, id, key.workspaceId());
    }

    private static boolean isOf(@Nullable WorkspaceId wanted, WorkspaceId workspace) {
        return wanted == null || wanted.equals(workspace);
    }

    /** What a key with this hash may be used for now; refused when it is good for nothing. */
    @Transactional
    public UsableKey use(byte[] hash) {
        return queries.use(hash, clock.instant())
                .orElseThrow(() ->
                        new ProblemException(
                                ApiKeyError.API_KEY_NOT_USABLE,
                                "No key with this hash is good at the moment."));
    }
}
