package dev.agentworks.core.attachment;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about attachments. */
enum AttachmentError implements ErrorCode {
    ATTACHMENT_EXISTS(conflict("Another file has this id")),
    ATTACHMENT_QUOTA_REACHED(conflict("There is no room for this file"));

    private final ErrorKind kind;

    AttachmentError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
