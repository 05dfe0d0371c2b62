package dev.agentworks.core.apikey;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys of a workspace, in the hands of its owners and admins. */
@Service
public class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final int MOST = 100;

    private final ApiKeyTable table;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyTable table, Access access, Clock clock) {
        this.table = table;
        this.access = access;
        this.clock = clock;
    }

    /** Makes a key that acts for this person. */
    @Transactional
    public MadeKey make(UUID person, NewApiKey wish) {
        access.require(person, wish.workspace(), Permission.MANAGE, "workspace");
        var now = clock.instant();
        var expires = wish.expiresAt();
        if (expires != null && !expires.isAfter(now)) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The key would never be good.")
                    .invalid("/expiresAt", "must lie in the future");
        }
        if (table.count(wish.workspace()) >= MOST) {
            throw new ProblemException(
                            ApiKeyError.TOO_MANY_API_KEYS,
                            "A workspace has %d keys at most; revoke one that nobody needs."
                                    .formatted(MOST))
                    .with("limit", MOST);
        }
        var id = Uuids.v7();
        var secret = KeySecret.random(random);
        table.insert(id, wish, person, secret, now);
        LOG.info("{} made API key {} of workspace {}", person, id, wish.workspace());
        return new MadeKey(table.find(id).orElseThrow(), secret.text());
    }

    /** The keys that nobody revoked, the newest first. */
    @Transactional(readOnly = true)
    public Page<ApiKeyView> of(UUID person, UUID workspace, CursorRequest request) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        return request.pageOf(
                table.of(workspace, request),
                key -> new CursorRequest.Moment(key.createdAt(), key.id()));
    }

    @Transactional(readOnly = true)
    public ApiKeyView require(UUID person, UUID id) {
        var key = table.find(id).orElseThrow(() -> Access.notFound("API key"));
        access.require(person, key.workspaceId(), Permission.MANAGE, "API key");
        return key;
    }

    /** Ends the key for good. */
    @Transactional
    public void revoke(UUID person, UUID id) {
        var key = require(person, id);
        table.revoke(id, person, clock.instant());
        LOG.info("{} revoked API key {} of workspace {}", person, id, key.workspaceId());
    }

    /** What a key with this hash may be used for now; refused when it is good for nothing. */
    @Transactional
    public UsableKey use(byte[] hash) {
        return table.use(hash, clock.instant())
                .orElseThrow(() ->
                        new ProblemException(
                                ApiKeyError.API_KEY_NOT_USABLE,
                                "No key with this hash is good at the moment."));
    }
}
