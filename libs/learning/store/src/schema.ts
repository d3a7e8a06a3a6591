import { CandidateEntity } from './entities/candidate.entity.js';
import { ClusterEntity } from './entities/cluster.entity.js';
import { DatasetEntity, DatasetExampleEntity } from './entities/dataset.entity.js';
import { OutboxEntity } from './entities/outbox.entity.js';
import { RunEntity } from './entities/run.entity.js';
import { TurnEntity } from './entities/turn.entity.js';
import { CreateLearning1795300000000 } from './migrations/create-learning.js';

/** Entities of the learning loop, for the app's data source. */
export const LEARNING_ENTITIES = [TurnEntity, CandidateEntity, ClusterEntity, DatasetEntity, DatasetExampleEntity, RunEntity, OutboxEntity];

/** Migrations of the learning loop, oldest first. */
export const LEARNING_MIGRATIONS = [CreateLearning1795300000000];
