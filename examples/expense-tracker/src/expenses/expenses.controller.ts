import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, type Caller, CurrentUser, Groups } from 'cognito-auth-service/access';
import { cursorOf, positionOf } from './cursor.js';
import {
  ChangedExpenseDto,
  ExpenseDto,
  ExpenseListDto,
  ExpensePageDto,
  NewExpenseDto,
} from './dto/expense.dto.js';
import { BalanceDto, MonthSummaryDto, YearDto } from './dto/summary.dto.js';
import { ExpensesService } from './expenses.service.js';

@ApiTags('Expenses')
@ApiBearerAuth()
@Controller()
export class ExpensesController {
  constructor(private readonly expenses: ExpensesService) {}

  @ApiOperation({ summary: 'Add an expense' })
  @ApiCreatedResponse({ type: ExpenseDto })
  @Authenticated()
  @Post('expense')
  async add(@CurrentUser() { userId }: Caller, @Body() body: NewExpenseDto): Promise<ExpenseDto> {
    return ExpenseDto.of(await this.expenses.add(userId, body));
  }

  @ApiOperation({ summary: 'List my expenses, the newest first' })
  @ApiOkResponse({ type: ExpensePageDto })
  @Authenticated()
  @Get('expense')
  async list(
    @CurrentUser() { userId }: Caller,
    @Query() { from, to, limit, cursor }: ExpenseListDto,
  ): Promise<ExpensePageDto> {
    const page = await this.expenses.list(userId, { from, to, limit, after: positionOf(cursor) });
    return { items: page.items.map((item) => ExpenseDto.of(item)), nextCursor: cursorOf(page.next) };
  }

  @ApiOperation({ summary: 'Read one of my expenses' })
  @ApiOkResponse({ type: ExpenseDto })
  @Authenticated()
  @Get('expense/:id')
  async get(@CurrentUser() { userId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<ExpenseDto> {
    return ExpenseDto.of(await this.expenses.get(userId, id));
  }

  @ApiOperation({ summary: 'Change one of my expenses', description: '409 where it was changed meanwhile.' })
  @ApiOkResponse({ type: ExpenseDto })
  @Authenticated()
  @Put('expense/:id')
  async replace(
    @CurrentUser() { userId }: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedExpenseDto,
  ): Promise<ExpenseDto> {
    return ExpenseDto.of(await this.expenses.replace(userId, id, body));
  }

  @ApiOperation({ summary: 'Delete one of my expenses' })
  @Authenticated()
  @HttpCode(204)
  @Delete('expense/:id')
  remove(@CurrentUser() { userId }: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.expenses.remove(userId, id);
  }

  @ApiOperation({ summary: 'What I have left' })
  @ApiOkResponse({ type: BalanceDto })
  @Authenticated()
  @Get('balance')
  balance(@CurrentUser() { userId }: Caller): Promise<BalanceDto> {
    return this.expenses.balance(userId);
  }

  @ApiOperation({ summary: 'My year by month and category' })
  @ApiOkResponse({ type: [MonthSummaryDto] })
  @Authenticated()
  @Get('summary')
  summary(@CurrentUser() { userId }: Caller, @Query() { year }: YearDto): Promise<MonthSummaryDto[]> {
    return this.expenses.summary(userId, year);
  }

  @ApiOperation({ summary: "Somebody's year, for members of `hr` and administrators" })
  @ApiOkResponse({ type: [MonthSummaryDto] })
  @Groups('hr', 'admin')
  @Get('people/:userId/summary')
  summaryOf(
    @Param('userId', ParseUUIDPipe) userId: string,
    @Query() { year }: YearDto,
  ): Promise<MonthSummaryDto[]> {
    return this.expenses.summary(userId, year);
  }
}
