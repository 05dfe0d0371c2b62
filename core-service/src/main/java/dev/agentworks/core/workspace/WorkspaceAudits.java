package dev.agentworks.core.workspace;

import dev.agentworks.core.audit.AuditEntry;
import dev.agentworks.core.audit.AuditFilter;
import dev.agentworks.core.audit.AuditLog;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audit logs of workspaces, which their owners and admins read. */
@Service
public class WorkspaceAudits {

    private final AuditLog log;
    private final Access access;

    WorkspaceAudits(AuditLog log, Access access) {
        this.log = log;
        this.access = access;
    }

    @Transactional(readOnly = true)
    public Page<AuditEntry> read(
            UserId person, WorkspaceId workspace, AuditFilter filter, CursorRequest request) {
        access.require(person, workspace, Permission.MANAGE, "workspace");
        return log.read(workspace.value(), filter, request);
    }
}
