package dev.agentworks.core.comment;

import org.springframework.data.repository.Repository;

/** Comments as aggregates: only added. */
interface CommentRepository extends Repository<Comment, CommentId> {

    Comment save(Comment comment);
}
