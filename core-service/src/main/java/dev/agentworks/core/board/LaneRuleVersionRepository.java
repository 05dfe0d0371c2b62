package dev.agentworks.core.board;

import java.util.List;
import org.springframework.data.repository.Repository;

/** The rules of lanes, version by version. */
interface LaneRuleVersionRepository extends Repository<LaneRuleVersion, LaneRuleVersionId> {

    List<LaneRuleVersion> saveAllAndFlush(Iterable<LaneRuleVersion> rules);
}
