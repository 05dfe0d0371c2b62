package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who may do what here. A workspace one is no member of does not exist: 404, never 403. */
@Service
public class Access {

    private final MembershipRepository memberships;

    Access(MembershipRepository memberships) {
        this.memberships = memberships;
    }

    /** The person's role in the workspace; empty when they are no member. */
    public Optional<Role> role(UserId person, WorkspaceId workspace) {
        return memberships.findById(new MembershipId(workspace, person)).map(Membership::role);
    }

    /** Refuses unless the person may; {@code what} says what they looked for, as in "card". */
    public Role require(UserId person, WorkspaceId workspace, Permission permission, String what) {
        return require(role(person, workspace).orElse(null), permission, what);
    }

    /**
     * Refuses unless the role, read before, may.
     *
     * @param role null for one who is no member
     */
    public static Role require(@Nullable Role role, Permission permission, String what) {
        if (role == null) {
            throw notFound(what);
        }
        if (!role.allows(permission)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Your role %s in this workspace does not allow this; ask an admin."
                            .formatted(role));
        }
        return role;
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(
                CommonError.NOT_FOUND,
                "There is no such %s, or you are no member of its workspace.".formatted(what));
    }
}
