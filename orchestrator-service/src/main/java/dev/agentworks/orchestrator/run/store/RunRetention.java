package dev.agentworks.orchestrator.run.store;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the steps of runs are kept. A parked run may go on, and keeps them. */
@Configuration(proxyBeanMethods = false)
class RunRetention {

    // a run has some hundreds of steps
    private static final String STEPS =
            """
            with old as (
                select run_id from run
                where not steps_forgotten and finished_at < now() - make_interval(secs => :age)
                  and run_is_over(status) and status <> 'PARKED'
                order by finished_at limit greatest(1, :most / 200) for update skip locked
            ), steps as (
                delete from run_step where run_id in (select run_id from old)
            ), marked as (
                update run set steps_forgotten = true where run_id in (select run_id from old) returning 1)
            select count(*) from marked
            """;

    private static final String TASKS =
            """
            with gone as (
                delete from task where run_id = any (array(
                    select run_id from task join run using (run_id)
                    where task.created_at < now() - make_interval(secs => :age)
                      and run_is_over(status) and status <> 'PARKED'
                    limit :most for update of task skip locked))
                returning 1)
            select count(*) from gone
            """;

    @Bean
    RetentionRule stepRetention() {
        return new RetentionRule("steps", Duration.ofDays(90), STEPS);
    }

    @Bean
    RetentionRule taskRetention() {
        return new RetentionRule("tasks", Duration.ofDays(90), TASKS);
    }
}
