package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What the people of a workspace are called. */
@Service
public class MemberNames {

    private final JdbcClient jdbc;

    MemberNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A member by what others call them. */
    public record Named(UserId id, String name, String email) {}

    /** The members, those who came first before the others. */
    public List<Named> of(WorkspaceId workspace) {
        return jdbc.sql(
                        """
                        select p.id, p.name, p.email from membership m join person p on p.id = m.person_id
                        where m.workspace_id = ? order by m.since, p.id
                        """)
                .param(workspace.value())
                .query((row, _) ->
                        new Named(
                                new UserId(row.getObject(1, UUID.class)),
                                row.getString(2),
                                row.getString(3)))
                .list();
    }

    /** The names of people who are or were members of what the transaction's subject may see. */
    public Map<UUID, String> named(Collection<UUID> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, name from person where id = any(?)")
                .param(people.stream().distinct().toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
