package dev.agentworks.core.document;

import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds the documents of a project that speak of something, in their latest version. */
@Service
public class DocumentSearch {

    private final Projects projects;
    private final JdbcClient jdbc;

    DocumentSearch(Projects projects, JdbcClient jdbc) {
        this.projects = projects;
        this.jdbc = jdbc;
    }

    /** The best first; archived documents are left out. */
    @Transactional(readOnly = true)
    public List<FoundDocument> about(ProjectId project, String words, int most) {
        projects.require(project);
        return jdbc.sql(
                        """
                        select d.id, d.type, d.title, d.status, d.version, ts_rank_cd(v.words, any_word(:words), 1) as rank,
                               ts_headline('english', v.content, any_word(:words),
                                   'MaxFragments=3, MinWords=12, MaxWords=45, FragmentDelimiter=" … ", StartSel="", StopSel=""')
                                   as passages
                        from document d join document_version v on v.document_id = d.id and v.version = d.version
                        where d.project_id = :project and d.status <> 'ARCHIVED' and v.words @@ any_word(:words)
                        order by rank desc, d.id
                        limit :most
                        """)
                .param("words", words)
                .param("project", project.value())
                .param("most", most)
                .query((row, _) ->
                        new FoundDocument(
                                new DocumentId(row.getObject("id", UUID.class)),
                                DocumentType.valueOf(row.getString("type")),
                                row.getString("title"),
                                DocumentStatus.valueOf(row.getString("status")),
                                row.getInt("version"),
                                row.getString("passages"),
                                row.getDouble("rank")))
                .list();
    }
}
