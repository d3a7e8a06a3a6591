import { type DynamicModule, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AnswersReader } from './answers-reader.js';
import { CommandSender } from './command-sender.js';
import { CommandsController } from './commands.controller.js';
import { COMMANDS_OPTIONS, type CommandsOptions } from './commands-options.js';
import { CommandsService } from './commands-service.js';

/** Commands to vehicles as a Nest module. It reads the event log and sends while the application runs. */
@Module({})
export class CommandsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(CommandSender) private readonly sender: CommandSender,
    @Inject(AnswersReader) private readonly reader: AnswersReader,
  ) {}

  static register(options: CommandsOptions): DynamicModule {
    const sender = new CommandSender(options);
    return {
      module: CommandsModule,
      controllers: [CommandsController],
      providers: [
        { provide: COMMANDS_OPTIONS, useValue: options },
        { provide: CommandSender, useValue: sender },
        { provide: AnswersReader, useValue: new AnswersReader({ options, sender }) },
        { provide: CommandsService, useValue: new CommandsService({ options, sender }) },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.reader.start();
    this.sender.start();
  }

  /** What is in hand is finished first. */
  async onModuleDestroy(): Promise<void> {
    await this.sender.stop();
    await this.reader.stop();
  }
}
