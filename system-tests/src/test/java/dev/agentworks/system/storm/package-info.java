/**
 * Fault storms over real processes: three orchestrators are killed, halted at named points and shut
 * down, PostgreSQL is restarted and Redis is stopped, while agents work on cards; afterwards the
 * invariants across all services must hold. Each storm is a command that prints its figures:
 *
 * <pre>
 * mvn -pl system-tests test -Dtest=FaultStormTests -Dagentworks.storm=T1 [-Dagentworks.storm.seeds=2]
 * mvn -pl system-tests test -Dtest=FaultStormTests -Dagentworks.storm=T2 [-Dagentworks.storm.seconds=600] [-Dagentworks.storm.cards=667]
 * mvn -pl system-tests test -Dtest=FaultStormTests -Dagentworks.storm=T8 [-Dagentworks.storm.seconds=300] [-Dagentworks.storm.cards=100]
 * mvn -pl system-tests test -Dtest=FaultStormTests -Dagentworks.storm=SIGTERM
 * mvn -pl system-tests test -Dtest=PowerLossTests -Dagentworks.storm.losses=3
 * mvn -pl system-tests test -Dtest=ComponentFaultTests -Dagentworks.storm=components [-Dagentworks.storm.components=redis,core] [-Dagentworks.storm.seconds=60]
 * mvn -pl system-tests test -Dtest=RedisPauseStormTests -Dagentworks.storm=REDIS [-Dagentworks.storm.seconds=30]
 * </pre>
 *
 * One at a time: a command is ended after fifteen minutes. A card is three runs of five to eight
 * steps. The same points with fifty seeds each, lost within one process:
 *
 * <pre>mvn -pl orchestrator-service test -Dtest=FaultTests -Dfaults.seeds=50</pre>
 */
@NullMarked
package dev.agentworks.system.storm;

import org.jspecify.annotations.NullMarked;
